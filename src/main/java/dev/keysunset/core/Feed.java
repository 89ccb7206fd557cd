package dev.keysunset.core;

import java.util.Locale;

/** Where CloudTrail records of one place are read. Both kinds pull, and can therefore prove what they read. */
public record Feed(Place place, Kind kind) {
    public enum Kind {
        /** CloudTrail's event history by LookupEvents: 90 days, whatever the trails are set to. */
        LOOKUP,
        /** A CloudWatch Logs group that a trail delivers to. */
        LOGS
    }

    /** As people read it, such as {@code logs 111122223333/eu-west-1}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + place;
    }
}
