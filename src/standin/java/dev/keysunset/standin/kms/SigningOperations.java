package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.MessageType;
import dev.keysunset.standin.key.Signatures;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import java.security.GeneralSecurityException;
import java.util.List;

/** Sign and Verify, and GetPublicKey, which does not count as use. */
final class SigningOperations {

    List<Operation> all() {
        return List.of(
                OnKey.use("Sign", ALIAS_TOO, SigningOperations::sign),
                OnKey.use("Verify", ALIAS_TOO, SigningOperations::verify),
                new OnKey(
                        "GetPublicKey",
                        new Traits(ALIAS_TOO, Rule.PUBLIC_KEY, true, true),
                        call -> Answer.read(getPublicKey(call))));
    }

    private static ObjectNode sign(KeyCall call) {
        var request = Request.of(call);
        try {
            var signature = request.signatures()
                    .sign(call.key().material().pair(), call.call().requiredBytes("Message"));
            return KeyAnswer.naming(call.key())
                    .put("Signature", signature)
                    .put("SigningAlgorithm", request.algorithm());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + request.algorithm(), e);
        }
    }

    private static ObjectNode verify(KeyCall call) {
        var request = Request.of(call);
        var candidate = call.call().requiredBytes("Signature");
        if (!isValid(call, request, candidate)) {
            throw new AwsError("KMSInvalidSignatureException", "");
        }
        return KeyAnswer.naming(call.key()).put("SignatureValid", true).put("SigningAlgorithm", request.algorithm());
    }

    private static boolean isValid(KeyCall call, Request request, byte[] candidate) {
        try {
            return request.signatures()
                    .verify(call.key().material().pair(), call.call().requiredBytes("Message"), candidate);
        } catch (GeneralSecurityException notEvenShapedLikeOne) {
            return false;
        }
    }

    private static ObjectNode getPublicKey(KeyCall call) {
        var key = call.key();
        var spec = key.blueprint().spec();
        if (spec.isSecret()) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    key.arn() + " key spec is " + spec + " which is not valid for GetPublicKey.");
        }
        var answer = KeyAnswer.naming(key)
                .put("PublicKey", key.material().pair().getPublic().getEncoded())
                .put("KeyUsage", key.blueprint().usage().name());
        KeyMetadata.spec(answer, spec);
        KeyMetadata.algorithms(answer, key.blueprint().usage(), key);
        return answer;
    }

    /** What Sign and Verify have in common: an algorithm, and a message of a type and size that goes with it. */
    private record Request(String algorithm, MessageType type) {

        static Request of(KeyCall call) {
            CryptoParameters.requireUsage(call, KeyUsage.SIGN_VERIFY);
            var type = CryptoParameters.messageType(call.call());
            var request = new Request(CryptoParameters.requiredAlgorithm(call, "SigningAlgorithm"), type);
            request.requireFittingType(call);
            request.requireFittingLength(call.call().requiredBytes("Message").length);
            return request;
        }

        Signatures signatures() {
            return new Signatures(algorithm, type);
        }

        private void requireFittingType(KeyCall call) {
            switch (algorithm) {
                case "ED25519_SHA_512", "ED25519_PH_SHA_512" -> {
                    if (type != (algorithm.equals("ED25519_SHA_512") ? MessageType.RAW : MessageType.DIGEST)) {
                        throw incompatible("algorithm " + algorithm);
                    }
                }
                case "ML_DSA_SHAKE_256" -> {
                    if (type == MessageType.EXTERNAL_MU) {
                        throw new AwsError(
                                "UnsupportedOperationException", "Message type EXTERNAL_MU is not supported.");
                    }
                    if (type == MessageType.DIGEST) {
                        throw incompatible("key spec " + call.key().blueprint().spec());
                    }
                }
                default -> {
                    if (type == MessageType.EXTERNAL_MU) {
                        throw incompatible("key spec " + call.key().blueprint().spec());
                    }
                }
            }
        }

        private void requireFittingLength(int length) {
            var digestBytes = Integer.parseInt(algorithm.substring(algorithm.lastIndexOf('_') + 1)) / 8;
            if (type == MessageType.DIGEST && length != digestBytes) {
                throw AwsError.validation("Digest is invalid length for algorithm " + algorithm + ".");
            }
        }

        private AwsError incompatible(String with) {
            return AwsError.validation("Message type " + type + " is incompatible with " + with + ".");
        }
    }
}
