package dev.keysunset.core;

import java.util.Locale;

/**
 * Where CloudTrail records are read.
 *
 * @param place the account and Region whose API is called; a group of a whole organisation holds the records of many more
 */
public record Feed(Place place, Kind kind) {
    public enum Kind {
        /** CloudTrail's event history by LookupEvents: 90 days, whatever the trails are set to. */
        LOOKUP,
        /** A CloudWatch Logs group that a trail delivers to. */
        LOGS,
        /** An SQS queue that an EventBridge rule fills: fast, and no proof, because what did not arrive leaves no trace. */
        QUEUE;

        /** Only a feed that is asked for a stretch of time can say that it has read it. */
        public boolean pulls() {
            return this != QUEUE;
        }
    }

    /** As people read it, such as {@code logs 111122223333/eu-west-1}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + place;
    }
}
