package dev.keysunset.standin.http;

import dev.keysunset.standin.signature.SignedRequest;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request read to its end.
 *
 * @param path as sent, nothing decoded
 * @param headers by lower case names; a header sent several times has its values joined by commas
 * @param query as sent, without the question mark
 */
record Received(String method, String path, Map<String, String> headers, String query, Buffer body) {
    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    SignedRequest signed() {
        return new SignedRequest(method, path, query, headers, ByteBuffer.wrap(body.getBytes()));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
