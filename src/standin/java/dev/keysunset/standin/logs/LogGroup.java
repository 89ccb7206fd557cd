package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.logs.LogEvent.Position;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.PackedText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** A log group: streams, and the events of all of them in one order. Events older than its retention are gone. */
public final class LogGroup {
    private final String arn;
    private final String name;
    private final Instant created;
    private final IntSupplier kept;
    private final NavigableMap<Position, LogEvent> events = new TreeMap<>();
    private final NavigableMap<String, LogStream> streams = new TreeMap<>();
    private Optional<Integer> retentionInDays = Optional.empty();
    private Optional<String> kmsKeyId = Optional.empty();
    private long storedBytes;
    private long next;

    /**
     * An empty group that keeps its events for ever.
     *
     * @param kept how many events it holds at most, asked each time
     */
    LogGroup(String arn, String name, Instant created, IntSupplier kept) {
        this.arn = arn;
        this.name = name;
        this.created = created;
        this.kept = kept;
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    Optional<String> kmsKeyId() {
        return kmsKeyId;
    }

    void encryptWith(Optional<String> keyId) {
        kmsKeyId = keyId;
    }

    void retain(Optional<Integer> days) {
        retentionInDays = days;
    }

    /** Takes an event in, now; its stream is made if it is new. */
    public void add(String stream, Instant timestamp, Instant now, PackedText message) {
        var position = new Position(timestamp.toEpochMilli(), now.toEpochMilli(), next++);
        var taker = streams.computeIfAbsent(stream, streamName -> new LogStream(streamName, arn, now));
        taker.took(position.timestamp(), position.ingestion());
        events.put(position, new LogEvent(position, taker.name(), message));
        storedBytes += message.length();
        expire(now);
        while (events.size() > kept.getAsInt()) {
            storedBytes -= events.pollFirstEntry().getValue().message().length();
        }
    }

    /** The events between two positions, both left out, in order. */
    Stream<LogEvent> between(Position from, Position to, Instant now) {
        expire(now);
        return from.compareTo(to) < 0 ? events.subMap(from, false, to, false).values().stream() : Stream.of();
    }

    /** As {@link #between}, the latest first. */
    Stream<LogEvent> betweenBackwards(Position from, Position to, Instant now) {
        expire(now);
        return from.compareTo(to) < 0
                ? events.subMap(from, false, to, false).descendingMap().values().stream()
                : Stream.of();
    }

    Collection<LogStream> streams() {
        return streams.values();
    }

    Optional<LogStream> stream(String streamName) {
        return Optional.ofNullable(streams.get(streamName));
    }

    void addStream(LogStream stream) {
        streams.put(stream.name(), stream);
    }

    ObjectNode described() {
        var group = Json.object().put("logGroupName", name).put("creationTime", created.toEpochMilli());
        retentionInDays.ifPresent(days -> group.put("retentionInDays", days));
        group.put("metricFilterCount", 0).put("arn", arn + ":*").put("storedBytes", storedBytes);
        kmsKeyId.ifPresent(key -> group.put("kmsKeyId", key));
        return group.put("logGroupClass", "STANDARD").put("logGroupArn", arn);
    }

    private void expire(Instant now) {
        retentionInDays.ifPresent(days -> {
            var expired = events.headMap(Position.beginningOf(now.minus(Duration.ofDays(days))));
            storedBytes -= expired.values().stream()
                    .mapToLong(event -> event.message().length())
                    .sum();
            expired.clear();
        });
    }
}
