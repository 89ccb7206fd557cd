package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.Map;

/** REST with JSON: the operation is in method and path, the error's code in a header. Smithy, "AWS restJson1 protocol". */
record RestJsonProtocol() implements Protocol {
    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        return Json.write(body);
    }

    @Override
    public String failure(String requestId, AwsError error) {
        return Json.write(Json.object().put("Type", "User").put("Message", error.text()));
    }

    @Override
    public Map<String, String> failureHeaders(AwsError error) {
        return Map.of("x-amzn-ErrorType", error.code());
    }
}
