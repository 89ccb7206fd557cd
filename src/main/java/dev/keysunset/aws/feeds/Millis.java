package dev.keysunset.aws.feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as AWS takes them, in whole milliseconds. */
final class Millis {
    private Millis() {}

    static Instant floor(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    static Instant ceiling(Instant instant) {
        var floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plusMillis(1);
    }
}
