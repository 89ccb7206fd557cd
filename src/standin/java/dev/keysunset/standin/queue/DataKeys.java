package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The data keys of encrypted queues. SQS gets them from KMS in the name of whoever sends or receives, so a queue is an
 * application of its key like any other, and it goes on with the data key it has for the reuse period: that is how long
 * it does not notice that its key was disabled. Amazon SQS Developer Guide, "Encryption at rest in Amazon SQS".
 */
final class DataKeys {
    private static final String SQS = "sqs.amazonaws.com";
    private static final String OWNED_BY_AWS = "alias/aws/sqs";

    private final Ground ground;
    private final Function<Call, Outcome> kms;

    /**
     * A data key at work.
     *
     * @param ciphertext in base 64, for KMS to decrypt
     * @param until domain time; later KMS has to be asked again
     */
    record DataKey(String keyId, String ciphertext, Instant until) {
        boolean serves(String wanted, Instant now) {
            return keyId.equals(wanted) && now.isBefore(until);
        }
    }

    DataKeys(Ground ground, Function<Call, Outcome> kms) {
        this.ground = ground;
        this.kms = kms;
    }

    /**
     * Makes sure that a message can be encrypted.
     *
     * @throws AwsError KmsDisabled and the like
     */
    void encrypt(Queue queue, Principal sender) {
        needed(queue).ifPresent(keyId -> {
            var parameters = parameters(queue).put("KeySpec", "AES_256");
            parameters.put("KeyId", keyArn(queue, keyId));
            var answer = ask("GenerateDataKey", queue, sender, parameters);
            keep(queue, keyId, answer.path("CiphertextBlob").asText());
        });
    }

    /**
     * Makes sure that messages can be decrypted.
     *
     * @throws AwsError KmsDisabled and the like
     */
    void decrypt(Queue queue, Principal receiver) {
        needed(queue)
                .ifPresent(keyId -> queue.dataKey()
                        .filter(dataKey -> dataKey.keyId().equals(keyId))
                        .ifPresent(dataKey -> {
                            var parameters = parameters(queue).put("CiphertextBlob", dataKey.ciphertext());
                            parameters.put("KeyId", keyArn(queue, keyId));
                            ask("Decrypt", queue, receiver, parameters);
                            keep(queue, keyId, dataKey.ciphertext());
                        }));
    }

    /** The key that KMS has to be asked for now. The key that AWS manages for SQS is always there. */
    private Optional<String> needed(Queue queue) {
        return queue.attributes()
                .text(QueueAttributes.KMS_KEY)
                .filter(keyId -> !keyId.endsWith(OWNED_BY_AWS))
                .filter(keyId -> queue.dataKey()
                        .filter(dataKey -> dataKey.serves(keyId, ground.clock().now()))
                        .isEmpty());
    }

    private void keep(Queue queue, String keyId, String ciphertext) {
        var until = ground.clock().now().plus(queue.attributes().seconds(QueueAttributes.DATA_KEY_REUSE));
        queue.keep(new DataKey(keyId, ciphertext, until));
    }

    private ObjectNode ask(String action, Queue queue, Principal caller, ObjectNode parameters) {
        var provenance = new Provenance(ground.ids().uuid(), SQS, SQS, Optional.of(SQS), true);
        var call = new Call(Service.KMS, action, queue.arn().place().region(), caller, parameters, provenance);
        return switch (kms.apply(call)) {
            case Outcome.Success(var answer, var _) -> answer.body().deepCopy();
            case Outcome.Failure(var error, var _) -> throw translated(error);
        };
    }

    /** Amazon SQS API Reference, "SendMessage", errors. */
    private static AwsError translated(AwsError error) {
        var code = switch (error.code()) {
            case "DisabledException" -> "KmsDisabled";
            case "KMSInvalidStateException" -> "KmsInvalidState";
            case "NotFoundException" -> "KmsNotFound";
            case "InvalidKeyUsageException" -> "KmsInvalidKeyUsage";
            case "ThrottlingException" -> "KmsThrottled";
            default -> "KmsAccessDenied";
        };
        return new AwsError(code, error.text());
    }

    private static ObjectNode parameters(Queue queue) {
        var parameters = Json.object();
        parameters.putObject("EncryptionContext").put("aws:sqs:arn", queue.arn().toString());
        return parameters;
    }

    /** Receivers from elsewhere mean the key of the queue's owner. */
    private static String keyArn(Queue queue, String keyId) {
        var place = queue.arn().place();
        var prefix = "arn:aws:kms:" + place.region() + ":" + place.account() + ":";
        if (keyId.startsWith("arn:")) {
            return keyId;
        }
        return prefix + (keyId.startsWith("alias/") ? keyId : "key/" + keyId);
    }
}
