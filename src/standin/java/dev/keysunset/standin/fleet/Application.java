package dev.keysunset.standin.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.PrincipalName;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.time.Instant;
import java.util.Map;

/**
 * The applications of the fleet: they hold ciphertexts, signatures and the like made long ago and call KMS with
 * them, through the same gateway as everybody else.
 */
public final class Application {
    private static final String USER_AGENT = "aws-sdk-java/2.57.8 md/io#sync md/http#Apache5 ua/2.1 os/Linux#6.8";

    private final DomainClock clock;
    private final KeyStore store;
    private final Gateway gateway;
    private final Ids ids;

    public Application(DomainClock clock, KeyStore store, Gateway gateway, Ids ids) {
        this.clock = clock;
        this.store = store;
        this.gateway = gateway;
        this.ids = ids;
    }

    /**
     * Makes one call on a key.
     *
     * @throws IllegalArgumentException if the principal's name cannot be read
     */
    public Outcome use(KeyArn key, KeyUse use) {
        return clock.inOrder(() -> {
            var caller = caller(use, clock.now());
            var provenance = provenance(use, ids.uuid());
            return gateway.answer(
                    new Call(Service.KMS, use.operation(), key.region(), caller, parameters(key, use), provenance));
        });
    }

    /** A call as it was made then, without what no record of it holds. */
    Call past(KeyArn key, KeyUse use, String requestId, Instant at) {
        var parameters = Json.object();
        if (!use.encryptionContext().isEmpty()) {
            parameters.set("EncryptionContext", Json.tree(use.encryptionContext()));
        }
        parameters.put("KeyId", key.toString());
        return new Call(
                Service.KMS, use.operation(), key.region(), caller(use, at), parameters, provenance(use, requestId));
    }

    private static Principal caller(KeyUse use, Instant at) {
        return PrincipalName.parse(use.principal(), at)
                .orElseThrow(() -> new IllegalArgumentException("principal: neither an IAM or STS ARN nor the DNS"
                        + " name of an AWS service: " + use.principal()));
    }

    private static Provenance provenance(KeyUse use, String requestId) {
        return new Provenance(requestId, USER_AGENT, "198.51.100.17", use.onBehalfOf(), true);
    }

    private ObjectNode parameters(KeyArn arn, KeyUse use) {
        return use.operation().equals("ReEncrypt") ? reEncryption(arn, use) : ofOneKey(arn, use);
    }

    private ObjectNode ofOneKey(KeyArn arn, KeyUse use) {
        var parameters = Json.object();
        if (!use.encryptionContext().isEmpty() && !use.operation().equals("CreateGrant")) {
            parameters.set("EncryptionContext", Json.tree(use.encryptionContext()));
        }
        // What they hold, they go on holding when the key is gone.
        var key = store.find(arn).or(() -> store.gone(arn));
        if (store.find(arn).isEmpty() || !use.operation().equals("Decrypt") || isAsymmetric(key.get())) {
            parameters.put("KeyId", arn.toString());
        }
        key.map(Keepsakes::new).ifPresent(kept -> members(parameters, kept, use));
        return parameters;
    }

    /** From the key to the destination, or under the key anew; the encryption context stays the same. */
    private ObjectNode reEncryption(KeyArn arn, KeyUse use) {
        var parameters = Json.object();
        parameters.put("DestinationKeyId", use.destination().orElseGet(arn::toString));
        if (!use.encryptionContext().isEmpty()) {
            parameters.set("SourceEncryptionContext", Json.tree(use.encryptionContext()));
            parameters.set("DestinationEncryptionContext", Json.tree(use.encryptionContext()));
        }
        store.find(arn).ifPresent(key -> {
            var kept = new Keepsakes(key);
            parameters
                    .put("CiphertextBlob", kept.ciphertext(use.encryptionContext()))
                    .put("SourceEncryptionAlgorithm", kept.algorithm());
            if (isAsymmetric(key)) {
                parameters.put("SourceKeyId", arn.toString());
            }
            if (use.destination().isEmpty()) {
                parameters.put("DestinationEncryptionAlgorithm", kept.algorithm());
            }
        });
        return parameters;
    }

    /** Only a symmetric ciphertext names its key itself. */
    private static boolean isAsymmetric(Key key) {
        return key.blueprint().spec() != KeySpec.SYMMETRIC_DEFAULT;
    }

    private static void members(ObjectNode parameters, Keepsakes kept, KeyUse use) {
        var algorithm = kept.algorithm();
        switch (use.operation()) {
            case "Encrypt" -> parameters.put("Plaintext", Keepsakes.MESSAGE).put("EncryptionAlgorithm", algorithm);
            case "Decrypt" ->
                parameters
                        .put("CiphertextBlob", kept.ciphertext(use.encryptionContext()))
                        .put("EncryptionAlgorithm", algorithm);
            case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" -> parameters.put("KeySpec", "AES_256");
            case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext" ->
                parameters.put("KeyPairSpec", "ECC_NIST_P256");
            case "Sign" -> signing(parameters, algorithm);
            case "Verify" -> signing(parameters, algorithm).put("Signature", kept.signature());
            case "GenerateMac" -> mac(parameters, algorithm);
            case "VerifyMac" -> mac(parameters, algorithm).put("Mac", kept.mac());
            case "DeriveSharedSecret" ->
                parameters.put("PublicKey", kept.publicKeyOfPeer()).put("KeyAgreementAlgorithm", algorithm);
            case "Encapsulate" -> parameters.put("EncapsulationAlgorithm", algorithm);
            case "Decapsulate" ->
                parameters.put("SharedSecretCiphertextBlob", kept.capsule()).put("EncapsulationAlgorithm", algorithm);
            case "CreateGrant" -> grant(parameters, kept.key(), use.encryptionContext());
            default -> {
                // GetPublicKey and whatever else needs no more than the key's name.
            }
        }
    }

    private static ObjectNode signing(ObjectNode parameters, String algorithm) {
        return parameters
                .put("Message", Keepsakes.MESSAGE)
                .put("MessageType", "RAW")
                .put("SigningAlgorithm", algorithm);
    }

    private static ObjectNode mac(ObjectNode parameters, String algorithm) {
        return parameters.put("Message", Keepsakes.MESSAGE).put("MacAlgorithm", algorithm);
    }

    /** As Amazon EC2 Auto Scaling asks for it before it attaches a volume: for the instance, for this volume only. */
    private static void grant(ObjectNode parameters, Key key, Map<String, String> context) {
        parameters.put("GranteePrincipal", "arn:aws:iam::" + key.arn().account() + ":role/aws:ec2-infrastructure");
        parameters.putArray("Operations").add("Decrypt");
        if (!context.isEmpty()) {
            parameters.putObject("Constraints").set("EncryptionContextSubset", Json.tree(context));
        }
    }
}
