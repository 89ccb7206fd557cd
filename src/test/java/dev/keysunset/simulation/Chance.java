package dev.keysunset.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Randomness split by name, so that one more draw in one place does not reshuffle all the others. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed, String name) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }

    boolean in(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Duration upTo(Duration longest) {
        return Duration.ofSeconds(random.nextLong(longest.toSeconds() + 1));
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long bits() {
        return random.nextLong();
    }
}
