package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;
import static dev.keysunset.standin.kms.Naming.CIPHERTEXT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Signatures;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The cryptographic operations, and GetPublicKey, which is none. */
final class CryptoOperations {
    private static final SecureRandom RANDOM = new SecureRandom();

    List<Operation> all() {
        return List.of(
                use("Encrypt", ALIAS_TOO, CryptoOperations::encrypt),
                use("Decrypt", CIPHERTEXT, CryptoOperations::decrypt),
                use("GenerateDataKey", ALIAS_TOO, call -> generateDataKey(call, true)),
                use("GenerateDataKeyWithoutPlaintext", ALIAS_TOO, call -> generateDataKey(call, false)),
                use("Sign", ALIAS_TOO, CryptoOperations::sign),
                use("Verify", ALIAS_TOO, CryptoOperations::verify),
                use("GenerateMac", ALIAS_TOO, CryptoOperations::generateMac),
                use("VerifyMac", ALIAS_TOO, CryptoOperations::verifyMac),
                new OnKey(
                        "GetPublicKey",
                        new Traits(ALIAS_TOO, Rule.PUBLIC_KEY, true, true),
                        call -> Result.read(getPublicKey(call))));
    }

    private static Operation use(String name, Naming naming, Function<KeyCall, ObjectNode> handler) {
        return new OnKey(name, new Traits(naming, Rule.CRYPTOGRAPHY, true, true), handler.andThen(Result::read));
    }

    private static ObjectNode encrypt(KeyCall call) {
        requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        var plaintext = call.call().requiredBytes("Plaintext");
        var ciphertext = call.key().blueprint().spec().isRsa()
                ? RsaEncryption.encrypt(call.key(), algorithm(call, "EncryptionAlgorithm"), plaintext)
                : CiphertextBlob.seal(call.key(), plaintext, context(call)).bytes();
        return Result.naming(call.key())
                .put("CiphertextBlob", ciphertext)
                .put("EncryptionAlgorithm", algorithm(call, "EncryptionAlgorithm"));
    }

    private static ObjectNode decrypt(KeyCall call) {
        requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        var ciphertext = call.call().requiredBytes("CiphertextBlob");
        var plaintext = call.key().blueprint().spec().isRsa()
                ? RsaEncryption.decrypt(call.key(), algorithm(call, "EncryptionAlgorithm"), ciphertext)
                : open(call, ciphertext);
        return Result.naming(call.key())
                .put("Plaintext", plaintext)
                .put("EncryptionAlgorithm", algorithm(call, "EncryptionAlgorithm"));
    }

    private static byte[] open(KeyCall call, byte[] ciphertext) {
        var blob = CiphertextBlob.parse(ciphertext).orElseThrow(() -> new AwsError("InvalidCiphertextException", ""));
        if (!blob.keyId().equals(call.key().arn().id())) {
            throw new AwsError(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        return blob.open(call.key(), context(call)).orElseThrow(() -> new AwsError("InvalidCiphertextException", ""));
    }

    private static ObjectNode generateDataKey(KeyCall call, boolean withPlaintext) {
        requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        if (call.key().blueprint().spec().isRsa()) {
            throw invalidUsage(call);
        }
        var standard = call.call().text("KeySpec").filter("AES_128"::equals).isPresent() ? 16 : 32;
        var dataKey = new byte[call.call().parameters().path("NumberOfBytes").asInt(standard)];
        RANDOM.nextBytes(dataKey);
        var answer = Result.naming(call.key())
                .put(
                        "CiphertextBlob",
                        CiphertextBlob.seal(call.key(), dataKey, context(call)).bytes());
        return withPlaintext ? answer.put("Plaintext", dataKey) : answer;
    }

    private static ObjectNode sign(KeyCall call) {
        requireUsage(call, KeyUsage.SIGN_VERIFY);
        var algorithm = requiredAlgorithm(call, "SigningAlgorithm");
        try {
            var signature = Signatures.sign(
                    call.key().material(), algorithm, call.call().requiredBytes("Message"), isDigest(call));
            return Result.naming(call.key()).put("Signature", signature).put("SigningAlgorithm", algorithm);
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    private static ObjectNode verify(KeyCall call) {
        requireUsage(call, KeyUsage.SIGN_VERIFY);
        var algorithm = requiredAlgorithm(call, "SigningAlgorithm");
        try {
            var valid = Signatures.verify(
                    call.key().material(),
                    algorithm,
                    call.call().requiredBytes("Message"),
                    isDigest(call),
                    call.call().requiredBytes("Signature"));
            if (valid) {
                return Result.naming(call.key()).put("SignatureValid", true).put("SigningAlgorithm", algorithm);
            }
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
        throw new AwsError("KMSInvalidSignatureException", "");
    }

    private static ObjectNode generateMac(KeyCall call) {
        requireUsage(call, KeyUsage.GENERATE_VERIFY_MAC);
        return Result.naming(call.key())
                .put("Mac", mac(call))
                .put("MacAlgorithm", requiredAlgorithm(call, "MacAlgorithm"));
    }

    private static ObjectNode verifyMac(KeyCall call) {
        requireUsage(call, KeyUsage.GENERATE_VERIFY_MAC);
        if (!MessageDigest.isEqual(mac(call), call.call().requiredBytes("Mac"))) {
            throw new AwsError("KMSInvalidMacException", "");
        }
        return Result.naming(call.key())
                .put("MacValid", true)
                .put("MacAlgorithm", requiredAlgorithm(call, "MacAlgorithm"));
    }

    private static byte[] mac(KeyCall call) {
        try {
            return Signatures.mac(call.key().material(), call.call().requiredBytes("Message"));
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    private static ObjectNode getPublicKey(KeyCall call) {
        Key key = call.key();
        var spec = key.blueprint().spec();
        if (!spec.isRsa() && !spec.isElliptic()) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    key.arn() + " key spec is " + spec + " which is not valid for GetPublicKey.");
        }
        var answer = Result.naming(key)
                .put("PublicKey", key.material().pair().getPublic().getEncoded())
                .put("CustomerMasterKeySpec", spec.name())
                .put("KeySpec", spec.name())
                .put("KeyUsage", key.blueprint().usage().name());
        KeyMetadata.algorithms(answer, key.blueprint().usage(), key);
        return answer;
    }

    private static void requireUsage(KeyCall call, KeyUsage usage) {
        if (call.key().blueprint().usage() != usage) {
            throw invalidUsage(call);
        }
    }

    private static AwsError invalidUsage(KeyCall call) {
        return new AwsError(
                "InvalidKeyUsageException",
                call.key().arn() + " key usage is " + call.key().blueprint().usage() + " which is not valid for "
                        + call.call().action() + ".");
    }

    private static String algorithm(KeyCall call, String member) {
        return call.call().text(member).orElse("SYMMETRIC_DEFAULT");
    }

    private static String requiredAlgorithm(KeyCall call, String member) {
        var algorithm = call.call().requiredText(member);
        var blueprint = call.key().blueprint();
        if (!blueprint.spec().algorithms(blueprint.usage()).contains(algorithm)) {
            throw new AwsError(
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " and key spec " + blueprint.spec() + " are incompatible.");
        }
        return algorithm;
    }

    private static boolean isDigest(KeyCall call) {
        return call.call().text("MessageType").filter("DIGEST"::equals).isPresent();
    }

    private static Map<String, String> context(KeyCall call) {
        return Json.strings(call.call().parameters().path("EncryptionContext"));
    }

    private static AwsError unsupported(GeneralSecurityException cause) {
        return new AwsError("UnsupportedOperationException", String.valueOf(cause.getMessage()));
    }
}
