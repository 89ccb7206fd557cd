package dev.keysunset.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The body of a successful answer, and what of it CloudTrail writes down as {@code responseElements}. */
public record Answer(JsonNode body, Optional<ObjectNode> responseElements) {

    /** An answer whose record holds nothing of it. */
    public static Answer read(JsonNode body) {
        return new Answer(body, Optional.empty());
    }

    /** An answer whose record holds all of it. */
    public static Answer told(ObjectNode body) {
        return new Answer(body, Optional.of(body));
    }

    /** An empty answer. */
    public static Answer done() {
        return read(Json.object());
    }
}
