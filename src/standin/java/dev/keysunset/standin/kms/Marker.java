package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.util.List;
import java.util.function.Function;

/** KMS's paging: Limit and Marker in, NextMarker and Truncated out. */
record Marker(int defaultLimit, int largestLimit) {

    <T> ObjectNode page(Call call, String member, List<T> all, Function<T, ObjectNode> view) {
        var limit = call.parameters().path("Limit").asInt(defaultLimit);
        if (limit < 1 || limit > largestLimit) {
            throw AwsError.validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and "
                    + largestLimit);
        }
        var start = Page.position(call, "Marker", new AwsError("InvalidMarkerException", "Invalid marker"))
                .map(parts -> parts.getFirst().intValue())
                .orElse(0);
        var end = Math.min(all.size(), start + limit);
        var answer = Json.object();
        var list = answer.putArray(member);
        all.subList(Math.min(start, end), end).forEach(item -> list.add(view.apply(item)));
        answer.put("Truncated", end < all.size());
        if (end < all.size()) {
            answer.put("NextMarker", Page.token(call, "Marker", end));
        }
        return answer;
    }
}
