package dev.keysunset.standin.ground;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Chance from a seed, split by name: everybody who draws has a stream of his own, so that one draw more in one place does
 * not change what happens in all others.
 */
public final class Chance {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final long seed;

    public Chance(long seed) {
        this.seed = seed;
    }

    /** The stream of somebody; the same name always has the same one. */
    public RandomGenerator of(String name) {
        return FACTORY.create(seed * 0x9E37_79B9_7F4A_7C15L + name.hashCode());
    }

    /** A time from zero up to a longest one. */
    public static Duration upTo(Duration longest, RandomGenerator random) {
        return between(Duration.ZERO, longest, random);
    }

    public static Duration between(Duration shortest, Duration longest, RandomGenerator random) {
        var span = longest.minus(shortest).toMillis();
        return shortest.plusMillis((long) (random.nextDouble() * span));
    }
}
