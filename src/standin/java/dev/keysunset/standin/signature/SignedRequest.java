package dev.keysunset.standin.signature;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, as far as a signature covers it.
 *
 * @param path as sent, nothing decoded
 * @param query as sent, without the question mark
 * @param headers by lower case names; a header sent several times has its values joined by commas
 */
public record SignedRequest(String method, String path, String query, Map<String, String> headers, ByteBuffer body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
