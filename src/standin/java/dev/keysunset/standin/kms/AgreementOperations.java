package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Agreements;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.wire.AwsError;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.DecapsulateException;

/** DeriveSharedSecret, Encapsulate and Decapsulate: secrets shared with somebody outside. */
final class AgreementOperations {

    List<Operation> all() {
        return List.of(
                OnKey.use("DeriveSharedSecret", ALIAS_TOO, AgreementOperations::deriveSharedSecret),
                OnKey.use("Encapsulate", ALIAS_TOO, AgreementOperations::encapsulate),
                OnKey.use("Decapsulate", ALIAS_TOO, AgreementOperations::decapsulate));
    }

    private static ObjectNode deriveSharedSecret(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.KEY_AGREEMENT);
        var algorithm = CryptoParameters.requiredAlgorithm(call, "KeyAgreementAlgorithm");
        try {
            var secret = Agreements.ecdh(call.key().material(), call.call().requiredBytes("PublicKey"));
            return KeyAnswer.naming(call.key())
                    .put("SharedSecret", secret)
                    .put("KeyAgreementAlgorithm", algorithm)
                    .put("KeyOrigin", call.key().blueprint().origin().name());
        } catch (GeneralSecurityException e) {
            throw AwsError.validation("The public key is not valid for key spec "
                    + call.key().blueprint().spec() + ".");
        }
    }

    private static ObjectNode encapsulate(KeyCall call) {
        var algorithm = encapsulation(call);
        var encapsulated = Agreements.encapsulate(call.key().material());
        return KeyAnswer.naming(call.key())
                .put("SharedSecret", encapsulated.key().getEncoded())
                .put("SharedSecretCiphertextBlob", encapsulated.encapsulation())
                .put("EncapsulationAlgorithm", algorithm);
    }

    private static ObjectNode decapsulate(KeyCall call) {
        var algorithm = encapsulation(call);
        try {
            var secret = Agreements.decapsulate(
                    call.key().material(), call.call().requiredBytes("SharedSecretCiphertextBlob"));
            return KeyAnswer.naming(call.key()).put("SharedSecret", secret).put("EncapsulationAlgorithm", algorithm);
        } catch (DecapsulateException e) {
            throw Ciphertext.invalid();
        }
    }

    private static String encapsulation(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCAPSULATE_DECAPSULATE);
        return CryptoParameters.requiredAlgorithm(call, "EncapsulationAlgorithm");
    }
}
