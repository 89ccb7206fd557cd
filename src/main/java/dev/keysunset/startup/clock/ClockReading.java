package dev.keysunset.startup.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * What the stand-in said its time was.
 *
 * @param rate domain seconds for each real second
 */
record ClockReading(Instant now, double rate) {
    /** Where the clock stands after so much real time, at the same rate. */
    Instant after(Duration real) {
        return now.plus(domain(real));
    }

    Duration domain(Duration real) {
        return Duration.ofNanos(Math.round(real.toNanos() * rate));
    }
}
