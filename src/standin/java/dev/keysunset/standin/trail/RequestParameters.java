package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.util.Locale;
import java.util.Set;

/** A request as CloudTrail writes it down: lower camel case, without plaintext, ciphertext and signatures. */
final class RequestParameters {
    /** Left out of records. AWS KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail". */
    private static final Set<String> OMITTED =
            Set.of("Plaintext", "CiphertextBlob", "Message", "Signature", "Mac", "GrantTokens");

    /** Maps whose keys are the caller's own words. */
    private static final Set<String> VERBATIM =
            Set.of("EncryptionContext", "EncryptionContextSubset", "EncryptionContextEquals");

    private RequestParameters() {}

    /** JSON null for a request without parameters, as AWS writes it. */
    static JsonNode of(ObjectNode parameters) {
        var written = lowered(parameters);
        return written.isEmpty() ? Json.object().nullNode() : written;
    }

    static ObjectNode lowered(ObjectNode node) {
        var lowered = Json.object();
        node.properties().forEach(member -> {
            if (!OMITTED.contains(member.getKey())) {
                lowered.set(
                        lowerFirst(member.getKey()),
                        VERBATIM.contains(member.getKey()) ? member.getValue() : lowered(member.getValue()));
            }
        });
        return lowered;
    }

    private static JsonNode lowered(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> lowered(object);
            case ArrayNode array -> {
                var copy = Json.array();
                array.forEach(element -> copy.add(lowered(element)));
                yield copy;
            }
            default -> node;
        };
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
