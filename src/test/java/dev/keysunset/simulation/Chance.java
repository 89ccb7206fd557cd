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

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T among(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration exponential(Duration mean) {
        return Duration.ofSeconds((long) (mean.toSeconds() * -Math.log(1 - random.nextDouble())));
    }

    /** @param spread of the logarithm */
    Duration logNormal(Duration median, double spread) {
        return Duration.ofSeconds((long) (median.toSeconds() * Math.exp(random.nextGaussian() * spread)));
    }

    long bits() {
        return random.nextLong();
    }
}
