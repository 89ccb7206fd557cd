package dev.keysunset.engine;

import java.time.Instant;

/** The time of leases, timeouts, backoff and tokens. Never runs fast. */
public interface RealClock {
    Instant now();
}
