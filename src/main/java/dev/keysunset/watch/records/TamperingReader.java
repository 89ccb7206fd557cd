package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.Place;
import dev.keysunset.core.TamperingOperations;
import java.util.LinkedHashSet;
import java.util.Set;

/** Recognises records of what blinds a feed. */
final class TamperingReader {
    private TamperingReader() {}

    static boolean isOne(JsonNode record) {
        return TamperingOperations.contains(text(record, "eventSource"), text(record, "eventName"));
    }

    static TamperingRecord read(JsonNode record, WatchRecord.Event event, String principal, String text) {
        var place = new Place(text(record, "recipientAccountId"), text(record, "awsRegion"));
        return new TamperingRecord(
                place,
                new TamperingRecord.Call(text(record, "eventSource"), event),
                principal,
                targets(record.path("requestParameters")),
                text);
    }

    /** Every text of the request: which of them is the name differs from call to call, and none of the others equals one. */
    private static Set<String> targets(JsonNode parameters) {
        var targets = new LinkedHashSet<String>();
        parameters.forEach(value -> {
            if (value.isTextual()) {
                targets.add(value.asText());
            }
            if (value.isArray()) {
                value.forEach(element -> targets.add(element.asText()));
            }
        });
        return targets;
    }
}
