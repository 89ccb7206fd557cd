package dev.keysunset.standin.signature;

import dev.keysunset.standin.wire.Service;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The text that client and service agree on. AWS General Reference, "Create a signed AWS API request", step 1. */
final class CanonicalRequest {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private CanonicalRequest() {}

    static String of(SignedRequest request, List<String> signedHeaders, Service service) {
        return String.join(
                "\n",
                request.method(),
                path(request.path()),
                query(request.query()),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                payload(request, service));
    }

    /** The body's own hash; only Amazon S3 also lets a client leave the body out of what it signs. */
    private static String payload(SignedRequest request, Service service) {
        var unsigned = service == Service.S3
                && request.header("x-amz-content-sha256")
                        .filter(UNSIGNED::equals)
                        .isPresent();
        return unsigned ? UNSIGNED : Hashes.hex(Hashes.sha256(request.body()));
    }

    /**
     * Without empty and dot segments, each segment encoded once more than it was sent (all services but S3, of whose paths only
     * buckets are spoken here, and those have nothing to encode).
     */
    static String path(String sent) {
        var segments = new ArrayDeque<String>();
        for (var segment : sent.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(encoded(segment));
            }
        }
        var path = "/" + String.join("/", segments);
        return sent.endsWith("/") && path.length() > 1 ? path + "/" : path;
    }

    private static String query(String sent) {
        if (sent.isEmpty()) {
            return "";
        }
        return Arrays.stream(sent.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> List.of(recoded(parts[0]), parts.length > 1 ? recoded(parts[1]) : ""))
                .sorted(Comparator.comparing((List<String> pair) -> pair.getFirst())
                        .thenComparing(List::getLast))
                .map(pair -> pair.getFirst() + "=" + pair.getLast())
                .collect(Collectors.joining("&"));
    }

    private static String headers(SignedRequest request, List<String> names) {
        return names.stream()
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
    }

    private static String recoded(String text) {
        return encoded(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** RFC 3986: all but letters, digits, hyphen, full stop, underscore and tilde. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
