package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;

/** How answers are written. */
interface Protocol {
    String contentType();

    String success(String action, String requestId, JsonNode body);

    String failure(String requestId, AwsError error);
}
