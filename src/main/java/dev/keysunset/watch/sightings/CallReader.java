package dev.keysunset.watch.sightings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RecordedCall;
import dev.keysunset.core.RecordedCall.Caller;
import dev.keysunset.core.RecordedCall.Outcome;
import dev.keysunset.watch.records.WatchRecord;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a kept record what explains a rollback: through which service, from where, and what it was working on. */
final class CallReader {
    /** ReEncrypt has two contexts; either may name what it was working on. */
    private static final List<String> CONTEXTS =
            List.of("encryptionContext", "sourceEncryptionContext", "destinationEncryptionContext");

    private static final JsonNode NOTHING = new ObjectMapper().createObjectNode();

    private final ObjectMapper json = new ObjectMapper();

    RecordedCall read(Tuple row) {
        var text = row.get("record", String.class);
        var record = parsed(text);
        // A text that nobody can read has no time of its own that could be believed.
        var time = text != null && record.isEmpty() ? "seen_at" : "event_time";
        return new RecordedCall(
                KeyArn.of(row.get("key_arn", String.class)),
                row.get(time, Instant.class),
                row.get("operation", String.class),
                row.get("kind", String.class).equals(WatchRecord.Kind.SIGHTING.name())
                        ? Outcome.NEEDED
                        : Outcome.SERVED,
                caller(row.get("principal", String.class), record.orElse(NOTHING)),
                context(record.orElse(NOTHING)));
    }

    private Optional<JsonNode> parsed(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            // It was told as unreadable when it came.
            return Optional.empty();
        }
    }

    private static Caller caller(String principal, JsonNode record) {
        return new Caller(
                principal, text(record.path("userIdentity").path("invokedBy")), text(record.path("sourceIPAddress")));
    }

    private static Map<String, String> context(JsonNode record) {
        var context = new LinkedHashMap<String, String>();
        for (var name : CONTEXTS) {
            record.path("requestParameters")
                    .path(name)
                    .properties()
                    .forEach(entry ->
                            context.putIfAbsent(entry.getKey(), entry.getValue().asText()));
        }
        return context;
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> !text.isEmpty());
    }
}
