package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.KeyArn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Which keys a record names. Tried in the order of trust: what AWS says in {@code errorMessage}, then {@code resources}, then
 * what the caller asked for, then the response. A bare id is completed with the Region and account of the record. An alias names
 * no key by itself: it may have been moved to another one since.
 */
final class KeysNamed {
    static final List<String> REQUEST_FIELDS = List.of("keyId", "destinationKeyId", "sourceKeyId");

    private KeysNamed() {}

    static List<KeyArn> in(JsonNode record) {
        var message = KeyArn.within(text(record, "errorMessage"));
        if (!message.isEmpty()) {
            return List.copyOf(message);
        }
        var named = new LinkedHashSet<KeyArn>();
        StreamSupport.stream(record.path("resources").spliterator(), false)
                .map(resource -> resource.has("ARN") ? text(resource, "ARN") : text(resource, "arn"))
                .flatMap(arn -> KeyArn.parse(arn).stream())
                .forEach(named::add);
        if (named.isEmpty()) {
            for (var field : REQUEST_FIELDS) {
                complete(record, text(record, "requestParameters", field)).ifPresent(named::add);
            }
        }
        if (named.isEmpty()) {
            complete(record, text(record, "responseElements", "keyId")).ifPresent(named::add);
        }
        return List.copyOf(named);
    }

    private static Optional<KeyArn> complete(JsonNode record, String keyId) {
        if (keyId.isEmpty() || keyId.contains("alias/")) {
            return Optional.empty();
        }
        var region = text(record, "awsRegion");
        return KeyArn.parse(keyId)
                .or(() -> KeyArn.parse("arn:" + partition(region) + ":kms:" + region + ":"
                        + text(record, "recipientAccountId") + ":key/" + keyId));
    }

    /** Regions tell their partition by how they begin (AWS General Reference, ARN format). */
    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        if (region.startsWith("us-isob-")) {
            return "aws-iso-b";
        }
        return region.startsWith("us-iso-") ? "aws-iso" : "aws";
    }
}
