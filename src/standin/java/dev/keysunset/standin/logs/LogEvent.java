package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;

/**
 * An event of a log group.
 *
 * @param position its place in the order of FilterLogEvents
 * @param message the record, kept as a tree for the filter patterns
 */
record LogEvent(Position position, JsonNode message) {

    /** By event time, then ingestion time (FilterLogEvents, Amazon CloudWatch Logs API Reference). */
    record Position(Instant timestamp, Instant ingestion, long order) implements Comparable<Position> {
        private static final Comparator<Position> ORDER = Comparator.comparing(Position::timestamp)
                .thenComparing(Position::ingestion)
                .thenComparingLong(Position::order);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }
}
