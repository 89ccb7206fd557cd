package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.core.Place;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The members of an answer that no class of the SDK models.
 *
 * @param call as a failure names it
 */
record Members(String call, JsonNode answer) {
    static Members of(Api api, Place place, JsonNode answer) {
        return new Members(api.action() + " in " + place, answer);
    }

    /**
     * A list that is always there, even an empty one.
     *
     * @throws CallFailed where it is not: whatever was answered, it does not say "none"
     */
    Stream<JsonNode> list(String member) {
        var list = answer.path(member);
        if (!list.isArray()) {
            throw CallFailed.malformed(call, "MalformedAnswer", "there is no " + member + " in the answer");
        }
        return list.valueStream();
    }

    Optional<String> text(String member) {
        return text(answer, member);
    }

    /** A text that is there and says something. */
    static Optional<String> text(JsonNode node, String member) {
        return Optional.of(node.path(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }
}
