package dev.keysunset.standin.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment by both clocks. Between two moments has passed what the faster clock says: so nobody is throttled in a demo
 * in which a day passes in three seconds, and under a clock that stands still calls become possible again by waiting.
 */
record Moment(Instant real, Instant domain) {
    double secondsSince(Moment earlier) {
        return Math.max(seconds(earlier.real, real), seconds(earlier.domain, domain));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
