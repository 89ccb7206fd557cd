package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.Map;
import java.util.Set;

/** AWS JSON 1.0 as SQS speaks it: errors carry the code of the older protocol in a header, for older programs. */
record QueryCompatibleJson(JsonProtocol json) implements Protocol {
    /** Errors that every service has are not of the queue service's own namespace. */
    private static final Set<String> COMMON = Set.of(
            "InvalidParameterValueException",
            "MissingRequiredParameterException",
            "AccessDeniedException",
            "UnknownOperationException");

    QueryCompatibleJson() {
        this(new JsonProtocol("1.0"));
    }

    @Override
    public String contentType() {
        return json.contentType();
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        return json.success(action, requestId, body);
    }

    @Override
    public String failure(String requestId, AwsError error) {
        var namespace = COMMON.contains(error.code()) ? "com.amazon.coral.service#" : "com.amazonaws.sqs#";
        return Json.write(Json.object().put("__type", namespace + error.code()).put("message", error.text()));
    }

    @Override
    public Map<String, String> failureHeaders(AwsError error) {
        return Map.of("x-amzn-query-error", QueryErrorCodes.header(error));
    }
}
