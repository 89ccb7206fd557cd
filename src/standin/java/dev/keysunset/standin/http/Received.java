package dev.keysunset.standin.http;

import java.util.Map;
import java.util.Optional;

/** An HTTP request read to its end; header names are lower case. */
record Received(String method, String path, Map<String, String> headers, Map<String, String> query, String body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
