package dev.keysunset.standin;

import dev.keysunset.standin.ground.Setting;
import dev.keysunset.standin.kms.ConsistencyBehaviour;
import dev.keysunset.standin.quota.QuotaBehaviour;
import dev.keysunset.standin.storybook.FleetChoice;
import dev.keysunset.standin.trail.TrailBehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a stand-in starts.
 *
 * @param port 0 for any free one
 * @param fleet the keys to begin with
 * @param rate domain seconds a real second; 0 stands still until the clock is advanced
 * @param startAt the first moment of domain time; real now if empty
 * @param secret the secret access key of every long-term access key
 * @param settings behaviour that AWS leaves open, or that tests want otherwise, by the setting's name
 * @param stories a folder of stories besides the stand-in's own
 * @param realTime by which sessions expire and signatures age; the wall clock but for tests of just that
 */
public record StandInOptions(
        int port,
        FleetChoice fleet,
        double rate,
        long seed,
        Optional<Instant> startAt,
        String secret,
        Map<String, String> settings,
        Optional<Path> stories,
        InstantSource realTime) {

    public static final String STANDARD_SECRET = "standin";

    public StandInOptions {
        settings = Map.copyOf(settings);
    }

    /** No keys, real pace. */
    public static StandInOptions defaults() {
        return new StandInOptions(
                0,
                FleetChoice.NONE,
                1,
                1,
                Optional.empty(),
                STANDARD_SECRET,
                Map.of(),
                Optional.empty(),
                InstantSource.system());
    }

    /** Consistent at once, no quotas and no record later than usual, for tests that are about something else. */
    public static StandInOptions prompt() {
        return defaults()
                .with(QuotaBehaviour.FACTOR, 0.0)
                .with(QuotaBehaviour.HOT_KEY_CHANGES, 0)
                .with(ConsistencyBehaviour.LONGEST_SETTLING, Duration.ZERO)
                .with(ConsistencyBehaviour.STALE_READ_CHANCE, 0.0)
                .with(ConsistencyBehaviour.LONGEST_SPREADING, Duration.ZERO)
                .with(TrailBehaviour.DELIVERY_DELAYS, 0.0)
                .with(TrailBehaviour.UPDATED_DATA, 0.0);
    }

    public StandInOptions withPort(int value) {
        return new StandInOptions(value, fleet, rate, seed, startAt, secret, settings, stories, realTime);
    }

    public StandInOptions withFleet(FleetChoice value) {
        return new StandInOptions(port, value, rate, seed, startAt, secret, settings, stories, realTime);
    }

    public StandInOptions withRate(double value) {
        return new StandInOptions(port, fleet, value, seed, startAt, secret, settings, stories, realTime);
    }

    public StandInOptions withSeed(long value) {
        return new StandInOptions(port, fleet, rate, value, startAt, secret, settings, stories, realTime);
    }

    public StandInOptions withStartAt(Instant value) {
        return new StandInOptions(port, fleet, rate, seed, Optional.of(value), secret, settings, stories, realTime);
    }

    public StandInOptions withSecret(String value) {
        return new StandInOptions(port, fleet, rate, seed, startAt, value, settings, stories, realTime);
    }

    public StandInOptions withStories(Path folder) {
        return new StandInOptions(port, fleet, rate, seed, startAt, secret, settings, Optional.of(folder), realTime);
    }

    public <T> StandInOptions with(Setting<T> setting, T value) {
        return withSetting(setting.name(), setting.write(value));
    }

    public StandInOptions withSetting(String name, String value) {
        var changed = new HashMap<>(settings);
        changed.put(name, value);
        return new StandInOptions(port, fleet, rate, seed, startAt, secret, changed, stories, realTime);
    }

    public StandInOptions withRealTime(InstantSource value) {
        return new StandInOptions(port, fleet, rate, seed, startAt, secret, settings, stories, value);
    }
}
