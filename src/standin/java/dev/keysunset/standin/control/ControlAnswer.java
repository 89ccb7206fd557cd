package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.Json;

/** An answer of the control API, in JSON. */
public record ControlAnswer(int status, String body) {
    static ControlAnswer ok(JsonNode node) {
        return new ControlAnswer(200, Json.write(node));
    }

    static ControlAnswer error(int status, String text) {
        return new ControlAnswer(status, Json.write(Json.object().put("error", text)));
    }
}
