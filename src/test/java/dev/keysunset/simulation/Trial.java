package dev.keysunset.simulation;

import java.util.Collection;
import java.util.Optional;

/** Holds the program, as this class's loader has it, to the laws. */
public final class Trial {
    /** Nothing goes wrong: the laws are at their strictest. */
    private static final String FINE = "fine weather";

    private Trial() {}

    /**
     * @param faults what alone goes wrong, by name; empty for any weather, {@value #FINE} for none
     * @return the first breach of a law within so many seeds, in words that begin with its invariant
     */
    public static Optional<String> breach(int seeds, Collection<String> faults) {
        for (long seed = 0; seed < seeds; seed++) {
            try {
                world(seed, faults).run();
            } catch (AssertionError law) {
                return Optional.of(String.valueOf(law.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static World world(long seed, Collection<String> faults) {
        if (faults.isEmpty()) {
            return Simulation.inAnyWeather(seed);
        }
        return faults.contains(FINE)
                ? Simulation.inFineWeather(seed)
                : Simulation.inSuchWeather(
                        seed, faults.stream().map(Fault::valueOf).toList());
    }
}
