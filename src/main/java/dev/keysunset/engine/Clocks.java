package dev.keysunset.engine;

import java.time.Duration;
import java.util.UUID;

/**
 * The two clocks, and what else would make two runs of the engine differ.
 *
 * @param callTimeout how long one call to AWS may take before it counts as unanswered
 * @param skew how far the domain clock is from AWS's
 */
public record Clocks(DomainClock domain, RealClock real, Ids ids, Duration callTimeout, Skew skew) {
    /** Names for new things; time-ordered in production, seeded in simulation. */
    public interface Ids {
        UUID next();
    }
}
