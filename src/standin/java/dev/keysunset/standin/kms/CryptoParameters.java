package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.MessageType;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.Map;

/** The parameters that cryptographic requests have in common, checked against the key, refused in AWS's words. */
final class CryptoParameters {
    private CryptoParameters() {}

    static void requireUsage(KeyCall call, KeyUsage usage) {
        var actual = call.key().blueprint().usage();
        if (actual != usage) {
            throw new AwsError(
                    "InvalidKeyUsageException",
                    call.key().arn() + " key usage is " + actual + " which is not valid for "
                            + call.call().action() + ".");
        }
    }

    /** The algorithm that a request must name. */
    static String requiredAlgorithm(KeyCall call, String member) {
        return compatible(call.key().blueprint().spec(), call, call.call().requiredText(member));
    }

    /** The algorithm of an encryption, which only asymmetric keys need to be told. */
    static String encryptionAlgorithm(KeyCall call) {
        return compatible(call.key().blueprint().spec(), call, namedEncryptionAlgorithm(call.call()));
    }

    static String namedEncryptionAlgorithm(Call call) {
        return call.text("EncryptionAlgorithm").orElse("SYMMETRIC_DEFAULT");
    }

    private static String compatible(KeySpec spec, KeyCall call, String algorithm) {
        if (!spec.algorithms(call.key().blueprint().usage()).contains(algorithm)) {
            throw new AwsError(
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " is incompatible with key spec " + spec + ".");
        }
        return algorithm;
    }

    static MessageType messageType(Call call) {
        return call.text("MessageType").map(MessageType::valueOf).orElse(MessageType.RAW);
    }

    static Map<String, String> context(KeyCall call) {
        return Json.strings(call.call().parameters().path("EncryptionContext"));
    }
}
