package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.security.GeneralSecurityException;
import java.util.Map;

/** The parameters that cryptographic requests have in common, checked against the key. */
final class CryptoParameters {
    private CryptoParameters() {}

    static void requireUsage(KeyCall call, KeyUsage usage) {
        if (call.key().blueprint().usage() != usage) {
            throw invalidUsage(call);
        }
    }

    static AwsError invalidUsage(KeyCall call) {
        return new AwsError(
                "InvalidKeyUsageException",
                call.key().arn() + " key usage is " + call.key().blueprint().usage() + " which is not valid for "
                        + call.call().action() + ".");
    }

    static String algorithm(KeyCall call, String member) {
        return call.call().text(member).orElse("SYMMETRIC_DEFAULT");
    }

    static String requiredAlgorithm(KeyCall call, String member) {
        var algorithm = call.call().requiredText(member);
        var blueprint = call.key().blueprint();
        if (!blueprint.spec().algorithms(blueprint.usage()).contains(algorithm)) {
            throw new AwsError(
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " and key spec " + blueprint.spec() + " are incompatible.");
        }
        return algorithm;
    }

    static boolean isDigest(KeyCall call) {
        return call.call().text("MessageType").filter("DIGEST"::equals).isPresent();
    }

    static Map<String, String> context(KeyCall call) {
        return Json.strings(call.call().parameters().path("EncryptionContext"));
    }

    static AwsError unsupported(GeneralSecurityException cause) {
        return new AwsError("UnsupportedOperationException", String.valueOf(cause.getMessage()));
    }
}
