package dev.keysunset.standin.trail;

import java.time.Duration;
import java.util.Random;

/** How late records arrive: mostly within a few minutes, one in twelve in a tail that ends at 14 minutes. */
public final class Delays {
    private static final Duration LONGEST = Duration.ofMinutes(14);
    private static final double TAIL = 1.0 / 12;
    private static final double DUPLICATES = 0.02;

    private final Random random;

    public Delays(long seed) {
        this.random = new Random(seed);
    }

    Duration untilLookup() {
        return between(Duration.ofMinutes(2), Duration.ofMinutes(10));
    }

    Duration untilLog() {
        return between(Duration.ofMinutes(3), Duration.ofMinutes(8));
    }

    boolean deliversTwice() {
        return random.nextDouble() < DUPLICATES;
    }

    private Duration between(Duration earliest, Duration usualLatest) {
        return random.nextDouble() < TAIL ? uniform(usualLatest, LONGEST) : uniform(earliest, usualLatest);
    }

    private Duration uniform(Duration from, Duration to) {
        return from.plusMillis((long) (random.nextDouble() * to.minus(from).toMillis()));
    }
}
