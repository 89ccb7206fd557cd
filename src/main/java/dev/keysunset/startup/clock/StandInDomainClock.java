package dev.keysunset.startup.clock;

import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.RealClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows the stand-in's clock: what it said last, carried on at its rate. Never runs backwards, unless the stand-in was
 * started anew; stands still when the stand-in has been silent for long, because a window must not close while nobody looks.
 */
final class StandInDomainClock implements DomainClock {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final RealClock real;
    private Heard heard;
    private Instant latest;

    /** @param at the real time at which the reading held */
    private record Heard(ClockReading reading, Instant at) {}

    StandInDomainClock(RealClock real, ClockReading first) {
        this.real = real;
        this.heard = new Heard(first, real.now());
        this.latest = first.now();
    }

    @Override
    public synchronized Instant now() {
        var carriedOn = carriedOn(real.now());
        if (carriedOn.isAfter(latest)) {
            latest = carriedOn;
        }
        return latest;
    }

    @Override
    public synchronized Instant after(Duration duration) {
        return now().plus(heard.reading().domain(duration));
    }

    /** Asks the stand-in once. The answer is taken to hold for the middle of the time it took. */
    void follow(Supplier<Optional<ClockReading>> standIn) {
        var asked = real.now();
        var answer = standIn.get();
        var took = Duration.between(asked, real.now());
        answer.ifPresent(reading -> hear(new Heard(reading, asked.plus(took.dividedBy(2)))));
    }

    private synchronized void hear(Heard next) {
        // Jitter of the way there and back is no reset; a whole silence's worth of domain time is.
        var jitter = next.reading().domain(LONGEST_SILENCE).plus(Duration.ofMinutes(1));
        var startedAnew = next.reading().now().isBefore(latest.minus(jitter));
        heard = next;
        if (startedAnew) {
            latest = next.reading().now();
        }
    }

    private Instant carriedOn(Instant now) {
        var silence = Duration.between(heard.at(), now);
        return heard.reading().after(silence.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : silence);
    }
}
