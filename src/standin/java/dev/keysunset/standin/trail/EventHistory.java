package dev.keysunset.standin.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The event history of one place: what LookupEvents reads, for 90 days, trail or no trail. */
final class EventHistory {
    private static final Duration RETENTION = Duration.ofDays(90);

    /** Where an event stands: by time, then by arrival. */
    record Position(Instant time, long order) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparing(Position::time).thenComparingLong(Position::order);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    /** An event and when LookupEvents begins to show it. */
    record Event(Position position, TrailRecord record, Instant visibleAt) {}

    private final NavigableMap<Position, Event> events = new TreeMap<>();
    private long next;

    void add(TrailRecord record, Instant visibleAt) {
        var position = new Position(record.time(), next++);
        events.put(position, new Event(position, record, visibleAt));
        events.headMap(new Position(visibleAt.minus(RETENTION), 0)).clear();
    }

    /** Newest first, the first one older than {@code from}. */
    Stream<Event> before(Position from, Instant now) {
        return events.headMap(from, false).descendingMap().values().stream()
                .filter(event -> !event.visibleAt().isAfter(now))
                .filter(event -> event.record().time().isAfter(now.minus(RETENTION)));
    }
}
