package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.HashSet;
import java.util.function.Function;

/** The entries of a batch: each one succeeds or fails for itself. Amazon SQS API Reference, "SendMessageBatch". */
final class Batch {
    private static final int MOST = 10;

    private Batch() {}

    /**
     * Carries every entry out.
     *
     * @param action answers one entry with its result, or throws its error
     * @throws AwsError if the batch as a whole is not one
     */
    static ObjectNode run(Call call, Function<Parameters, ObjectNode> action) {
        var entries = call.parameters().path("Entries");
        check(call.action(), entries);
        var answer = Json.object();
        var successful = answer.putArray("Successful");
        var failed = answer.putArray("Failed");
        for (var entry : entries) {
            var id = entry.path("Id").asText();
            try {
                successful.add(Json.object().put("Id", id).setAll(action.apply(new Parameters(entry))));
            } catch (AwsError error) {
                failed.addObject()
                        .put("Id", id)
                        .put("SenderFault", true)
                        .put("Code", error.code().replaceFirst("Exception$", ""))
                        .put("Message", error.text());
            }
        }
        return answer;
    }

    private static void check(String action, JsonNode entries) {
        if (entries.isEmpty()) {
            throw new AwsError(
                    "EmptyBatchRequest", "There should be at least one " + action + "RequestEntry in the request.");
        }
        if (entries.size() > MOST) {
            throw new AwsError(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
        }
        var ids = new HashSet<String>();
        for (var entry : entries) {
            var id = entry.path("Id").asText();
            if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
                throw new AwsError(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be"
                                + " at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw new AwsError("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
    }
}
