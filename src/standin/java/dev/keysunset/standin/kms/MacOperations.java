package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Macs;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.wire.AwsError;
import java.security.MessageDigest;
import java.util.List;

/** GenerateMac and VerifyMac. */
final class MacOperations {

    List<Operation> all() {
        return List.of(
                OnKey.use("GenerateMac", ALIAS_TOO, MacOperations::generateMac),
                OnKey.use("VerifyMac", ALIAS_TOO, MacOperations::verifyMac));
    }

    private static ObjectNode generateMac(KeyCall call) {
        var algorithm = algorithm(call);
        return KeyAnswer.naming(call.key()).put("Mac", mac(call)).put("MacAlgorithm", algorithm);
    }

    private static ObjectNode verifyMac(KeyCall call) {
        var algorithm = algorithm(call);
        if (!MessageDigest.isEqual(mac(call), call.call().requiredBytes("Mac"))) {
            throw new AwsError("KMSInvalidMacException", "");
        }
        return KeyAnswer.naming(call.key()).put("MacValid", true).put("MacAlgorithm", algorithm);
    }

    private static String algorithm(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.GENERATE_VERIFY_MAC);
        return CryptoParameters.requiredAlgorithm(call, "MacAlgorithm");
    }

    private static byte[] mac(KeyCall call) {
        return Macs.mac(call.key().material(), call.call().requiredBytes("Message"));
    }
}
