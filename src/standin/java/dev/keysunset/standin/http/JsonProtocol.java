package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;

/**
 * AWS JSON.
 *
 * @param version 1.0 or 1.1
 */
record JsonProtocol(String version) implements Protocol {
    @Override
    public String contentType() {
        return "application/x-amz-json-" + version;
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        // Operations without an answer have an empty body.
        return body.isEmpty() ? "" : Json.write(body);
    }

    @Override
    public String failure(String requestId, AwsError error) {
        return Json.write(Json.object().put("__type", error.code()).put("message", error.text()));
    }
}
