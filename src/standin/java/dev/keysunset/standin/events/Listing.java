package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.util.List;

/** Lists of EventBridge, page by page. */
final class Listing {
    private static final int LARGEST_PAGE = 100;

    private Listing() {}

    static ObjectNode of(Call call, String member, List<? extends JsonNode> items) {
        var limit = call.parameters().path("Limit").asInt(LARGEST_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw AwsError.validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and 100");
        }
        var from = Page.position(call, "NextToken", AwsError.validation("The token is not valid."))
                .map(List::getFirst)
                .orElse(0L);
        var answer = Json.object();
        var page = answer.putArray(member);
        items.stream().skip(from).limit(limit).forEach(page::add);
        if (items.size() > from + limit) {
            answer.put("NextToken", Page.token(call, "NextToken", from + limit));
        }
        return answer;
    }
}
