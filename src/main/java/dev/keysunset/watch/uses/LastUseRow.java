package dev.keysunset.watch.uses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.core.ExplainedUse;
import dev.keysunset.core.ExplainedUse.By;
import dev.keysunset.core.ExplainedUse.Source;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.Usage;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a last use stands in the database. */
final class LastUseRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LastUseRow() {}

    static LastUse read(Tuple row) {
        var use = new Usage.Used(
                row.get("used_at", Instant.class), row.get("operation", String.class), text(row, "event_id"));
        return new LastUse(
                use,
                LastUse.State.valueOf(row.get("state", String.class)),
                Optional.ofNullable(row.get("asked_at", Instant.class)),
                text(row, "trouble"),
                text(row, "record").map(record -> explained(row, record)));
    }

    /** As it is stored. */
    static String json(Map<String, String> context) {
        return JSON.valueToTree(context).toString();
    }

    private static ExplainedUse explained(Tuple row, String record) {
        return new ExplainedUse(
                row.get("event_time", Instant.class),
                row.get("event_name", String.class),
                new By(
                        row.get("principal", String.class),
                        row.get("principal_kind", String.class),
                        text(row, "principal_account"),
                        text(row, "on_behalf_of"),
                        new Source(text(row, "service"), text(row, "source_address"), text(row, "user_agent"))),
                context(row.get("context", String.class)),
                record);
    }

    private static Map<String, String> context(String stored) {
        try {
            return JSON.readValue(stored, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds another encryption context than was stored", e);
        }
    }

    private static Optional<String> text(Tuple row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }
}
