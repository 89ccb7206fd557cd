package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Service;
import java.util.Set;
import java.util.stream.Stream;

/** A request as CloudTrail writes it down: lower camel case, without plaintext, ciphertext and signatures. */
final class RequestParameters {
    /** Left out of records. AWS KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail"; Athena's as well. */
    private static final Set<String> OMITTED = Set.of(
            "Plaintext",
            "CiphertextBlob",
            "Message",
            "Signature",
            "Mac",
            "PublicKey",
            "PrivateKeyPlaintext",
            "PrivateKeyCiphertextBlob",
            "SharedSecret",
            "SharedSecretCiphertextBlob",
            "Recipient",
            "GrantTokens",
            "EncryptedKeyMaterial",
            "ImportToken",
            "QueryString");

    /** Maps whose keys are the caller's own words. */
    private static final Set<String> VERBATIM = Set.of(
            "EncryptionContext",
            "SourceEncryptionContext",
            "DestinationEncryptionContext",
            "EncryptionContextSubset",
            "EncryptionContextEquals");

    private RequestParameters() {}

    /**
     * JSON null for a request without parameters, as AWS writes it. An encryption algorithm is there even if the request
     * left it to the standard.
     */
    static JsonNode of(Call call) {
        var written = lowered(call.parameters());
        algorithms(call).filter(name -> !written.has(name)).forEach(name -> written.put(name, "SYMMETRIC_DEFAULT"));
        return written.isEmpty() ? Json.object().nullNode() : written;
    }

    private static Stream<String> algorithms(Call call) {
        if (call.service() != Service.KMS) {
            return Stream.empty();
        }
        return switch (call.action()) {
            case "Encrypt", "Decrypt" -> Stream.of("encryptionAlgorithm");
            case "ReEncrypt" -> Stream.of("sourceEncryptionAlgorithm", "destinationEncryptionAlgorithm");
            default -> Stream.empty();
        };
    }

    static ObjectNode lowered(ObjectNode node) {
        var lowered = Json.object();
        node.properties().forEach(member -> {
            if (!OMITTED.contains(member.getKey())) {
                lowered.set(
                        Json.lowerFirst(member.getKey()),
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
}
