package dev.keysunset.standin.fault;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Faults by chance. A seed draws which kinds are on at all, for a run with three kinds finds what one with thirty drowns;
 * they come in episodes, each of them a rule among the others. The same seed and calls give the same faults.
 */
public final class Weather {
    private static final int PAUSE_FACTOR = 4;
    private static final Duration LONGEST_SLOWNESS = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration LATEST_RECORD = Duration.ofHours(2);

    private final DomainClock clock;
    private final Faults faults;
    private final Map<Fault, Integer> episodes = new LinkedHashMap<>();
    private Optional<Forecast> current = Optional.empty();
    private int begun;

    public Weather(DomainClock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    public Optional<Forecast> current() {
        return current;
    }

    /** Ends what weather there was, and lets a new one begin. */
    public void begin(Forecast forecast) {
        end();
        current = Optional.of(forecast);
        begun++;
        var chance = new Chance(forecast.seed());
        drawnKinds(forecast, chance.of("kinds")).forEach(kind -> {
            var random = chance.of(kind.name());
            planEpisode(new Front(begun, forecast, kind, drawnMood(forecast, random), random));
        });
    }

    /** Good weather from now on; calls that wait are carried out. */
    public void end() {
        current = Optional.empty();
        episodes.values().forEach(faults::end);
        episodes.clear();
    }

    /** One kind that is on, and how it goes on; numbered by the weather it belongs to. */
    private record Front(int number, Forecast forecast, Fault kind, Mood mood, RandomGenerator random) {
        Duration pause() {
            return Chance.upTo(forecast.longestEpisode().multipliedBy(PAUSE_FACTOR), random);
        }

        FaultRule rule(Instant now) {
            var length = Chance.upTo(forecast.longestEpisode(), random).plusMillis(1);
            // While a Region is down, all of it is.
            var chance = kind == FaultKind.OUTAGE ? 1 : mood.chance();
            var limits = Limits.NONE.until(now.plus(length)).chance(chance);
            var details = FaultDetails.NONE.delay(Chance.upTo(longestDelay(), random));
            return new FaultRule(
                    kind, forecast.target(), limits, random.nextBoolean() ? details.cuttingConnection() : details);
        }

        private Duration longestDelay() {
            return switch (kind) {
                case FaultKind.SLOW -> LONGEST_SLOWNESS;
                case RecordFault _ -> LATEST_RECORD;
                case FaultKind _, ReadFault _ -> LONGEST_WAIT;
            };
        }
    }

    private void planEpisode(Front front) {
        clock.at(clock.now().plus(front.pause()), () -> {
            if (isOn(front)) {
                beginEpisode(front);
            }
        });
    }

    private void beginEpisode(Front front) {
        var rule = front.rule(clock.now());
        var id = faults.add(rule, new Chance(front.random().nextLong()).of("calls"));
        episodes.put(front.kind(), id);
        clock.at(rule.limits().until().orElseThrow(), () -> {
            if (isOn(front)) {
                episodes.remove(front.kind());
                faults.end(id);
                planEpisode(front);
            }
        });
    }

    /** Whether this very weather still lasts: another may have begun. */
    private boolean isOn(Front front) {
        return current.isPresent() && front.number() == begun;
    }

    /** About half of them, but never none. */
    private static List<Fault> drawnKinds(Forecast forecast, RandomGenerator random) {
        var always = forecast.kinds().get(random.nextInt(forecast.kinds().size()));
        return forecast.kinds().stream()
                .filter(kind -> random.nextBoolean() || kind == always)
                .toList();
    }

    private static Mood drawnMood(Forecast forecast, RandomGenerator random) {
        var moods = List.of(Mood.values());
        var drawn = moods.get(random.nextInt(moods.size()));
        return forecast.mood().orElse(drawn);
    }
}
