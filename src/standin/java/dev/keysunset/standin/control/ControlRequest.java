package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.util.Map;

/**
 * A request to the control API.
 *
 * @param path begins after {@code /_standin}
 */
public record ControlRequest(String method, String path, Map<String, String> query, String body) {
    /** The query as an object, to be read like a body. */
    ObjectNode parameters() {
        return Json.tree(query);
    }
}
