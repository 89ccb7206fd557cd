package dev.keysunset.standin.logs;

import dev.keysunset.standin.wire.PackedText;
import java.time.Instant;
import java.util.Comparator;

/** An event of a log group. */
record LogEvent(Position position, String stream, PackedText message) {

    /** Its place in the order of FilterLogEvents: by timestamp, then ingestion time, both in milliseconds of the epoch. */
    record Position(long timestamp, long ingestion, long order) implements Comparable<Position> {
        private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::timestamp)
                .thenComparingLong(Position::ingestion)
                .thenComparingLong(Position::order);

        /** Before every event of this time or later. */
        static Position beginningOf(Instant timestamp) {
            return new Position(timestamp.toEpochMilli(), Long.MIN_VALUE, -1);
        }

        /** After every event up to this time. */
        static Position endOf(Instant timestamp) {
            return new Position(timestamp.toEpochMilli(), Long.MAX_VALUE, Long.MAX_VALUE);
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }
}
