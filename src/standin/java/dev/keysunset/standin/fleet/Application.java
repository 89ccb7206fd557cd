package dev.keysunset.standin.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.identity.PrincipalName;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Ids;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.util.Optional;

/**
 * The applications of the fleet: they hold ciphertexts and signatures made long ago and call KMS with them, through
 * the same gateway as everybody else.
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
        return clock.inOrder(() -> gateway.answer(call(key, use), Optional.empty()));
    }

    private Call call(KeyArn arn, KeyUse use) {
        var caller = PrincipalName.parse(use.principal(), clock.now())
                .orElseThrow(() -> new IllegalArgumentException("principal: neither an IAM or STS ARN nor the DNS"
                        + " name of an AWS service: " + use.principal()));
        var provenance = new Provenance(ids.uuid(), USER_AGENT, "198.51.100.17", use.onBehalfOf(), true);
        return new Call(Service.KMS, use.operation(), arn.region(), caller, parameters(arn, use), provenance);
    }

    private ObjectNode parameters(KeyArn arn, KeyUse use) {
        var parameters = Json.object();
        if (!use.encryptionContext().isEmpty()) {
            parameters.set("EncryptionContext", Json.tree(use.encryptionContext()));
        }
        var key = store.find(arn);
        if (key.isEmpty() || !use.operation().equals("Decrypt") || isRsa(key.get())) {
            parameters.put("KeyId", arn.toString());
        }
        key.ifPresent(present -> members(parameters, present, use));
        return parameters;
    }

    /** Only a symmetric ciphertext names its key itself. */
    private static boolean isRsa(Key key) {
        return key.blueprint().spec().isRsa();
    }

    private static void members(ObjectNode parameters, Key key, KeyUse use) {
        var algorithm =
                key.blueprint().spec().algorithms(key.blueprint().usage()).getFirst();
        switch (use.operation()) {
            case "Encrypt" -> parameters.put("Plaintext", Keepsakes.MESSAGE).put("EncryptionAlgorithm", algorithm);
            case "Decrypt" ->
                parameters
                        .put("CiphertextBlob", Keepsakes.ciphertext(key, use.encryptionContext()))
                        .put("EncryptionAlgorithm", algorithm);
            case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" -> parameters.put("KeySpec", "AES_256");
            case "Sign" -> signing(parameters, algorithm);
            case "Verify" -> signing(parameters, algorithm).put("Signature", Keepsakes.signature(key));
            case "GenerateMac" -> parameters.put("Message", Keepsakes.MESSAGE).put("MacAlgorithm", algorithm);
            case "VerifyMac" ->
                parameters
                        .put("Message", Keepsakes.MESSAGE)
                        .put("MacAlgorithm", algorithm)
                        .put("Mac", Keepsakes.mac(key));
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
}
