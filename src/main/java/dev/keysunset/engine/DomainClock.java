package dev.keysunset.engine;

import java.time.Duration;
import java.time.Instant;

/** The time of windows, dates and idle days: AWS's time. May run fast in the demo; leases and timeouts never use it. */
public interface DomainClock {
    Instant now();

    /** The domain instant that will have come after {@code real} of real time. */
    Instant after(Duration real);
}
