package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;
import static dev.keysunset.standin.kms.Naming.CIPHERTEXT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.wire.AwsError;
import java.security.SecureRandom;
import java.util.List;

/** Encrypt, Decrypt and data keys. */
final class EncryptionOperations {
    private static final SecureRandom RANDOM = new SecureRandom();

    List<Operation> all() {
        return List.of(
                OnKey.use("Encrypt", ALIAS_TOO, EncryptionOperations::encrypt),
                OnKey.use("Decrypt", CIPHERTEXT, EncryptionOperations::decrypt),
                OnKey.use("GenerateDataKey", ALIAS_TOO, call -> generateDataKey(call, true)),
                OnKey.use("GenerateDataKeyWithoutPlaintext", ALIAS_TOO, call -> generateDataKey(call, false)));
    }

    private static ObjectNode encrypt(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        var plaintext = call.call().requiredBytes("Plaintext");
        var ciphertext = call.key().blueprint().spec().isRsa()
                ? RsaEncryption.encrypt(call.key(), CryptoParameters.algorithm(call, "EncryptionAlgorithm"), plaintext)
                : CiphertextBlob.seal(call.key(), plaintext, CryptoParameters.context(call))
                        .bytes();
        return Result.naming(call.key())
                .put("CiphertextBlob", ciphertext)
                .put("EncryptionAlgorithm", CryptoParameters.algorithm(call, "EncryptionAlgorithm"));
    }

    private static ObjectNode decrypt(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        var ciphertext = call.call().requiredBytes("CiphertextBlob");
        var plaintext = call.key().blueprint().spec().isRsa()
                ? RsaEncryption.decrypt(call.key(), CryptoParameters.algorithm(call, "EncryptionAlgorithm"), ciphertext)
                : open(call, ciphertext);
        return Result.naming(call.key())
                .put("Plaintext", plaintext)
                .put("EncryptionAlgorithm", CryptoParameters.algorithm(call, "EncryptionAlgorithm"));
    }

    private static byte[] open(KeyCall call, byte[] ciphertext) {
        var blob = CiphertextBlob.parse(ciphertext).orElseThrow(() -> new AwsError("InvalidCiphertextException", ""));
        if (!blob.keyId().equals(call.key().arn().id())) {
            throw new AwsError(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        return blob.open(call.key(), CryptoParameters.context(call))
                .orElseThrow(() -> new AwsError("InvalidCiphertextException", ""));
    }

    private static ObjectNode generateDataKey(KeyCall call, boolean withPlaintext) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        if (call.key().blueprint().spec().isRsa()) {
            throw CryptoParameters.invalidUsage(call);
        }
        var standard = call.call().text("KeySpec").filter("AES_128"::equals).isPresent() ? 16 : 32;
        var dataKey = new byte[call.call().parameters().path("NumberOfBytes").asInt(standard)];
        RANDOM.nextBytes(dataKey);
        var answer = Result.naming(call.key())
                .put(
                        "CiphertextBlob",
                        CiphertextBlob.seal(call.key(), dataKey, CryptoParameters.context(call))
                                .bytes());
        return withPlaintext ? answer.put("Plaintext", dataKey) : answer;
    }
}
