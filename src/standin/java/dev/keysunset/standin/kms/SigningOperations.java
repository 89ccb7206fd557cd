package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Signatures;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.AwsError;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/** Signatures and message authentication codes, and GetPublicKey, which does not count as use. */
final class SigningOperations {

    List<Operation> all() {
        return List.of(
                OnKey.use("Sign", ALIAS_TOO, SigningOperations::sign),
                OnKey.use("Verify", ALIAS_TOO, SigningOperations::verify),
                OnKey.use("GenerateMac", ALIAS_TOO, SigningOperations::generateMac),
                OnKey.use("VerifyMac", ALIAS_TOO, SigningOperations::verifyMac),
                new OnKey(
                        "GetPublicKey",
                        new Traits(ALIAS_TOO, Rule.PUBLIC_KEY, true, true),
                        call -> Result.read(getPublicKey(call))));
    }

    private static ObjectNode sign(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.SIGN_VERIFY);
        var algorithm = CryptoParameters.requiredAlgorithm(call, "SigningAlgorithm");
        try {
            var signature = Signatures.sign(
                    call.key().material(),
                    algorithm,
                    call.call().requiredBytes("Message"),
                    CryptoParameters.isDigest(call));
            return Result.naming(call.key()).put("Signature", signature).put("SigningAlgorithm", algorithm);
        } catch (GeneralSecurityException e) {
            throw CryptoParameters.unsupported(e);
        }
    }

    private static ObjectNode verify(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.SIGN_VERIFY);
        var algorithm = CryptoParameters.requiredAlgorithm(call, "SigningAlgorithm");
        try {
            var valid = Signatures.verify(
                    call.key().material(),
                    algorithm,
                    call.call().requiredBytes("Message"),
                    CryptoParameters.isDigest(call),
                    call.call().requiredBytes("Signature"));
            if (valid) {
                return Result.naming(call.key()).put("SignatureValid", true).put("SigningAlgorithm", algorithm);
            }
        } catch (GeneralSecurityException e) {
            throw CryptoParameters.unsupported(e);
        }
        throw new AwsError("KMSInvalidSignatureException", "");
    }

    private static ObjectNode generateMac(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.GENERATE_VERIFY_MAC);
        return Result.naming(call.key())
                .put("Mac", mac(call))
                .put("MacAlgorithm", CryptoParameters.requiredAlgorithm(call, "MacAlgorithm"));
    }

    private static ObjectNode verifyMac(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.GENERATE_VERIFY_MAC);
        if (!MessageDigest.isEqual(mac(call), call.call().requiredBytes("Mac"))) {
            throw new AwsError("KMSInvalidMacException", "");
        }
        return Result.naming(call.key())
                .put("MacValid", true)
                .put("MacAlgorithm", CryptoParameters.requiredAlgorithm(call, "MacAlgorithm"));
    }

    private static byte[] mac(KeyCall call) {
        try {
            return Signatures.mac(call.key().material(), call.call().requiredBytes("Message"));
        } catch (GeneralSecurityException e) {
            throw CryptoParameters.unsupported(e);
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
}
