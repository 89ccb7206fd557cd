package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.wire.AwsError;
import java.util.Optional;

/** The ciphertext in a request, which a symmetric key reads differently from an RSA key. */
final class Ciphertext {
    private Ciphertext() {}

    static AwsError invalid() {
        return new AwsError("InvalidCiphertextException", "");
    }

    /**
     * Checks what can be told of a ciphertext before its key is at hand.
     *
     * @throws AwsError if it cannot be read, or another key made it
     */
    static void requireReadable(KeyCall call) {
        var blueprint = call.key().blueprint();
        if (blueprint.usage() != KeyUsage.ENCRYPT_DECRYPT || DryRun.ignoresCiphertext(call.call())) {
            return;
        }
        var bytes = call.call().requiredBytes("CiphertextBlob");
        if (isSymmetric(call)) {
            blob(call.key(), bytes);
        } else if (blueprint.spec().isRsa() && bytes.length != blueprint.spec().bits() / 8) {
            throw invalid();
        }
    }

    /** What the ciphertext of a request holds, and which material opened it. */
    static Opened open(KeyCall call) {
        var bytes = call.call().requiredBytes("CiphertextBlob");
        if (isSymmetric(call)) {
            var blob = blob(call.key(), bytes);
            CryptoParameters.encryptionAlgorithm(call);
            return new Opened(
                    blob.open(call.key(), CryptoParameters.context(call)).orElseThrow(Ciphertext::invalid),
                    Optional.of(blob.materialId()));
        }
        var algorithm = CryptoParameters.encryptionAlgorithm(call);
        refuseContext(call);
        return new Opened(RsaEncryption.decrypt(call.key(), algorithm, bytes), Optional.empty());
    }

    /** The ciphertext of some bytes under the key of the call. */
    static byte[] seal(KeyCall call, byte[] plaintext) {
        var algorithm = CryptoParameters.encryptionAlgorithm(call);
        if (algorithm.equals("SYMMETRIC_DEFAULT")) {
            return CiphertextBlob.seal(call.key(), plaintext, CryptoParameters.context(call))
                    .bytes();
        }
        refuseContext(call);
        return RsaEncryption.encrypt(call.key(), algorithm, plaintext);
    }

    /** A request that names no algorithm is about a symmetric ciphertext, even if it names an RSA key. */
    private static boolean isSymmetric(KeyCall call) {
        return CryptoParameters.namedEncryptionAlgorithm(call.call()).equals("SYMMETRIC_DEFAULT");
    }

    private static CiphertextBlob blob(Key key, byte[] bytes) {
        var blob = CiphertextBlob.parse(bytes).orElseThrow(Ciphertext::invalid);
        if (!blob.account().equals(key.arn().account())
                || !blob.keyId().equals(key.arn().id())) {
            throw new AwsError(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        return blob;
    }

    private static void refuseContext(KeyCall call) {
        if (!CryptoParameters.context(call).isEmpty()) {
            throw AwsError.validation(
                    "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.");
        }
    }

    /** The inside of a ciphertext; only symmetric keys have several materials to tell apart. */
    static final class Opened {
        private final byte[] plaintext;
        private final Optional<String> materialId;

        private Opened(byte[] plaintext, Optional<String> materialId) {
            this.plaintext = plaintext;
            this.materialId = materialId;
        }

        byte[] plaintext() {
            return plaintext;
        }

        Optional<String> materialId() {
            return materialId;
        }
    }
}
