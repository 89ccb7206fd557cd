package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How late records arrive: mostly within a few minutes, some in a long tail, a few twice. */
final class Delays {
    private static final Duration SOONEST = Duration.ofMinutes(3);
    private static final Duration USUAL_LATEST = Duration.ofMinutes(8);

    private final Settings settings;
    private final RandomGenerator random;
    private final RandomGenerator publishing;

    Delays(Ground ground) {
        this.settings = ground.settings();
        this.random = ground.chance().of("delivery");
        this.publishing = ground.chance().of("publishing");
    }

    Duration untilLookup() {
        return draw(settings.get(TrailBehaviour.LONGEST_DELAY));
    }

    Duration untilLog() {
        return draw(settings.get(TrailBehaviour.LONGEST_DELAY));
    }

    boolean deliversTwice() {
        return random.nextDouble() < settings.get(TrailBehaviour.DUPLICATES);
    }

    Duration untilEventBridge() {
        return Chance.upTo(settings.get(TrailBehaviour.LONGEST_EVENTBRIDGE_DELAY), publishing);
    }

    boolean publishesTwice() {
        return publishing.nextDouble() < settings.get(TrailBehaviour.EVENTBRIDGE_DUPLICATES);
    }

    /** A longest delay below the usual ones squeezes all of them. */
    private Duration draw(Duration longest) {
        var usualLatest = shorter(USUAL_LATEST, longest);
        return random.nextDouble() < settings.get(TrailBehaviour.TAIL)
                ? Chance.between(usualLatest, longest, random)
                : Chance.between(shorter(SOONEST, usualLatest), usualLatest, random);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
