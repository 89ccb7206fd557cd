package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.CustomKeyStore;
import dev.keysunset.standin.key.CustomKeyStore.Connection;
import dev.keysunset.standin.key.KeyPairs;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Randomness;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Data keys and pairs of them under a symmetric key, and GenerateRandom, which needs no key. */
final class DataKeyOperations {
    private final CustomKeyStores customKeyStores;
    private final Settings settings;

    DataKeyOperations(CustomKeyStores customKeyStores, Settings settings) {
        this.customKeyStores = customKeyStores;
        this.settings = settings;
    }

    List<Operation> all() {
        return List.of(
                OnKey.use("GenerateDataKey", ALIAS_TOO, call -> dataKey(call, true)),
                OnKey.use("GenerateDataKeyWithoutPlaintext", ALIAS_TOO, call -> dataKey(call, false)),
                OnKey.use("GenerateDataKeyPair", ALIAS_TOO, Rule.KEY_PAIR, call -> pair(call, true)),
                OnKey.use("GenerateDataKeyPairWithoutPlaintext", ALIAS_TOO, Rule.KEY_PAIR, call -> pair(call, false)),
                new OnAccount("GenerateRandom", true, this::random));
    }

    private static ObjectNode dataKey(KeyCall call, boolean withPlaintext) {
        var length = length(call.call());
        requireSymmetric(call);
        var dataKey = Randomness.bytes(length);
        var answer = sealed(call, "CiphertextBlob", dataKey);
        return withPlaintext ? answer.put("Plaintext", dataKey) : answer;
    }

    private ObjectNode pair(KeyCall call, boolean withPlaintext) {
        var spec = pairSpec(call.call());
        requireSymmetric(call);
        if (call.key().custody().isPresent()) {
            throw Refusal.ORIGIN.about(call.key(), settings);
        }
        var pair = KeyPairs.generate(spec);
        var privateKey = pair.getPrivate().getEncoded();
        var answer = sealed(call, "PrivateKeyCiphertextBlob", privateKey)
                .put("PublicKey", pair.getPublic().getEncoded())
                .put("KeyPairSpec", spec.name());
        return withPlaintext ? answer.put("PrivateKeyPlaintext", privateKey) : answer;
    }

    /** From KMS itself or from the HSMs of a key store that has some. */
    private Answer random(Call call) {
        if (!call.parameters().hasNonNull("NumberOfBytes")) {
            throw AwsError.validation("NumberOfBytes is required.");
        }
        if (call.text("CustomKeyStoreId").isPresent()) {
            requireHsms(customKeyStores.named(call));
        }
        return Answer.read(Json.object().put("Plaintext", Randomness.bytes(numberOfBytes(call))));
    }

    private static void requireHsms(CustomKeyStore store) {
        if (store.isExternal()) {
            throw new AwsError("UnsupportedOperationException", "An external key store has no random bytes to give.");
        }
        if (store.connection() != Connection.CONNECTED) {
            throw CustomKeyStores.invalidState(store);
        }
    }

    private static ObjectNode sealed(KeyCall call, String member, byte[] secret) {
        var blob = CiphertextBlob.seal(call.key(), secret, CryptoParameters.context(call));
        return KeyAnswer.naming(call.key()).put(member, blob.bytes()).put("KeyMaterialId", blob.materialId());
    }

    private static void requireSymmetric(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        if (call.key().blueprint().spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw new AwsError("InvalidKeyUsageException", "You cannot generate a data key with an asymmetric CMK");
        }
    }

    private static int length(Call call) {
        var spec = call.text("KeySpec");
        if (spec.isPresent() == call.parameters().hasNonNull("NumberOfBytes")) {
            throw AwsError.validation("Please specify either number of bytes or key spec.");
        }
        return spec.map(DataKeyOperations::length).orElseGet(() -> numberOfBytes(call));
    }

    private static int length(String keySpec) {
        return keySpec.equals("AES_128") ? 16 : 32;
    }

    private static int numberOfBytes(Call call) {
        return call.parameters().path("NumberOfBytes").asInt();
    }

    private static KeySpec pairSpec(Call call) {
        var name = call.requiredText("KeyPairSpec");
        return KeySpec.named(name)
                .filter(KeySpec::isForDataKeyPairs)
                .orElseThrow(() -> new AwsError(
                        "UnsupportedOperationException", "KeyPairSpec " + name + " is not supported in this Region"));
    }
}
