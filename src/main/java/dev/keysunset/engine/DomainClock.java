package dev.keysunset.engine;

import java.time.Duration;
import java.time.Instant;

/** The time of windows, dates and idle days: AWS's time. May run fast in the demo; leases and timeouts never use it. */
public interface DomainClock {
    Instant now();

    /** The domain instant that will have come after {@code real} of real time. */
    Instant after(Duration real);

    /** Domain seconds for each real second. Rounded: between two readings of a clock a little time passes. */
    default double rate() {
        var passed = Duration.between(now(), after(Duration.ofSeconds(1)));
        return Math.rint(passed.toMillis() / 100.0) / 10.0;
    }
}
