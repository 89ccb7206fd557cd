package dev.keysunset.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.KeyArn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Which keys a record names. Tried in the order of trust: {@code resources}, then the request, then the response. An alias
 * names no key by itself, and a bare id is completed with the Region and account of the record.
 */
final class KeysNamed {
    private static final List<String> REQUEST_FIELDS = List.of("keyId", "destinationKeyId", "sourceKeyId");

    private KeysNamed() {}

    static List<KeyArn> in(JsonNode record) {
        var named = new LinkedHashSet<KeyArn>();
        StreamSupport.stream(record.path("resources").spliterator(), false)
                .map(resource ->
                        resource.path("ARN").asText(resource.path("arn").asText()))
                .flatMap(text -> KeyArn.parse(text).stream())
                .forEach(named::add);
        if (named.isEmpty()) {
            for (var field : REQUEST_FIELDS) {
                complete(record, record.path("requestParameters").path(field).asText())
                        .ifPresent(named::add);
            }
        }
        if (named.isEmpty()) {
            complete(record, record.path("responseElements").path("keyId").asText())
                    .ifPresent(named::add);
        }
        return List.copyOf(named);
    }

    private static Optional<KeyArn> complete(JsonNode record, String keyId) {
        if (keyId.isEmpty() || keyId.contains("alias/")) {
            return Optional.empty();
        }
        return KeyArn.parse(keyId)
                .or(() -> KeyArn.parse("arn:aws:kms:" + record.path("awsRegion").asText() + ":"
                        + record.path("recipientAccountId").asText() + ":key/" + keyId));
    }
}
