package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The event history of one place: what LookupEvents reads, for 90 days, trail or no trail. */
final class EventHistory {
    private static final Duration RETENTION = Duration.ofDays(90);

    private final Settings settings;
    private final NavigableMap<Position, TrailRecord> events = new TreeMap<>();
    private final List<Recalled> recalled = new ArrayList<>();
    private long next;

    private record Recalled(Instant at, Supplier<TrailRecord> record) {}

    /** Where an event stands: by time, then by arrival. */
    record Position(Instant time, long order) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparing(Position::time).thenComparingLong(Position::order);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    record Event(Position position, TrailRecord record) {}

    EventHistory(Settings settings) {
        this.settings = settings;
    }

    void add(TrailRecord record, Instant now) {
        events.put(new Position(record.time(), next++), record);
        events.headMap(new Position(now.minus(RETENTION), 0)).clear();
        while (events.size() > settings.get(TrailBehaviour.KEPT_EVENTS)) {
            events.pollFirstEntry();
        }
    }

    /** A record of the past, written when somebody first looks for one. */
    void recall(Instant at, Supplier<TrailRecord> record) {
        recalled.add(new Recalled(at, record));
    }

    /** Newest first, the first one older than {@code from}. */
    Stream<Event> before(Position from, Instant now) {
        writeRecalled(now);
        var oldest = new Position(now.minus(RETENTION), 0);
        if (from.compareTo(oldest) <= 0) {
            return Stream.of();
        }
        return events.subMap(oldest, true, from, false).descendingMap().entrySet().stream()
                .map(entry -> new Event(entry.getKey(), entry.getValue()));
    }

    private void writeRecalled(Instant now) {
        recalled.stream()
                .filter(one -> one.at().isAfter(now.minus(RETENTION)))
                .forEach(one -> add(one.record().get(), now));
        recalled.clear();
    }
}
