package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.logs.LogEvent.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The log group of one trail; events older than its retention are gone. */
public final class LogGroup {
    static final Duration RETENTION = Duration.ofDays(90);

    private final NavigableMap<Position, LogEvent> events = new TreeMap<>();
    private long next;

    /**
     * Takes an event in.
     *
     * @param ingestion when the group begins to show the event
     */
    public void add(Instant timestamp, Instant ingestion, JsonNode message) {
        var position = new Position(timestamp, ingestion, next++);
        events.put(position, new LogEvent(position, message));
        events.headMap(new Position(ingestion.minus(RETENTION), Instant.MIN, 0)).clear();
    }

    /** The events after a position that have arrived by now, in order. */
    Stream<LogEvent> after(Position from, Instant now) {
        return events.tailMap(from, false).values().stream()
                .filter(event -> !event.position().ingestion().isAfter(now));
    }
}
