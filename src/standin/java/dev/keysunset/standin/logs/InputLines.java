package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.PackedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The lines of one PutLogEvents, in the order of time. What is older or newer than AWS takes is rejected, the rest is
 * taken. Amazon CloudWatch Logs API Reference, "PutLogEvents".
 */
final class InputLines {
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);

    private final List<Line> lines;
    private final int firstTaken;
    private final int firstTooNew;

    record Line(Instant timestamp, PackedText message) {
        private static Line of(JsonNode event) {
            return new Line(
                    Instant.ofEpochMilli(event.path("timestamp").asLong()),
                    PackedText.of(event.path("message").asText()));
        }
    }

    InputLines(JsonNode events, Instant now) {
        this.lines =
                StreamSupport.stream(events.spliterator(), false).map(Line::of).toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).timestamp().isBefore(lines.get(i - 1).timestamp())) {
                throw LogsCall.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
        this.firstTaken = countBefore(now.minus(OLDEST));
        this.firstTooNew = countBefore(now.plus(NEWEST).plusMillis(1));
    }

    List<Line> accepted() {
        return lines.subList(firstTaken, firstTooNew);
    }

    Optional<ObjectNode> rejected() {
        var info = Json.object();
        if (firstTaken > 0) {
            info.put("tooOldLogEventEndIndex", firstTaken);
        }
        if (firstTooNew < lines.size()) {
            info.put("tooNewLogEventStartIndex", firstTooNew);
        }
        return info.isEmpty() ? Optional.empty() : Optional.of(info);
    }

    private int countBefore(Instant time) {
        return (int) lines.stream()
                .takeWhile(line -> line.timestamp().isBefore(time))
                .count();
    }
}
