package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;
import static dev.keysunset.standin.kms.Naming.CIPHERTEXT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.OnTwoKeys;
import java.util.List;

/** Encrypt, Decrypt and ReEncrypt. */
final class EncryptionOperations {

    List<Operation> all() {
        return List.of(
                OnKey.use("Encrypt", ALIAS_TOO, EncryptionOperations::encrypt),
                OnKey.use("Decrypt", CIPHERTEXT, EncryptionOperations::decrypt),
                new OnTwoKeys("ReEncrypt", EncryptionOperations::reEncrypt));
    }

    private static ObjectNode encrypt(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        var ciphertext = Ciphertext.seal(call, call.call().requiredBytes("Plaintext"));
        return KeyAnswer.naming(call.key())
                .put("CiphertextBlob", ciphertext)
                .put("EncryptionAlgorithm", CryptoParameters.encryptionAlgorithm(call));
    }

    private static ObjectNode decrypt(KeyCall call) {
        CryptoParameters.requireUsage(call, KeyUsage.ENCRYPT_DECRYPT);
        DryRun.endWithoutCiphertext(call.call());
        var opened = Ciphertext.open(call);
        var answer = KeyAnswer.naming(call.key())
                .put("Plaintext", opened.plaintext())
                .put("EncryptionAlgorithm", CryptoParameters.encryptionAlgorithm(call));
        opened.materialId().ifPresent(id -> answer.put("KeyMaterialId", id));
        return answer;
    }

    private static ObjectNode reEncrypt(KeyCall source, KeyCall destination) {
        CryptoParameters.requireUsage(source, KeyUsage.ENCRYPT_DECRYPT);
        CryptoParameters.requireUsage(destination, KeyUsage.ENCRYPT_DECRYPT);
        DryRun.endWithoutCiphertext(source.call());
        var opened = Ciphertext.open(source);
        var answer = KeyAnswer.naming(destination.key())
                .put("CiphertextBlob", Ciphertext.seal(destination, opened.plaintext()))
                .put("SourceKeyId", source.key().arn().toString())
                .put("SourceEncryptionAlgorithm", CryptoParameters.encryptionAlgorithm(source))
                .put("DestinationEncryptionAlgorithm", CryptoParameters.encryptionAlgorithm(destination));
        opened.materialId().ifPresent(id -> answer.put("SourceKeyMaterialId", id));
        KeyAnswer.material(answer, "DestinationKeyMaterialId", destination.key());
        return answer;
    }
}
