package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.AwsError;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Encryption under RSA keys; their ciphertext names no key and knows no encryption context. */
public final class RsaEncryption {
    private RsaEncryption() {}

    public static byte[] encrypt(Key key, String algorithm, byte[] plaintext) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key.material().pair().getPublic(), padding(algorithm));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw AwsError.validation("Plaintext cannot be encrypted with " + algorithm + ": " + e.getMessage());
        }
    }

    static byte[] decrypt(Key key, String algorithm, byte[] ciphertext) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key.material().pair().getPrivate(), padding(algorithm));
            return cipher.doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new AwsError("InvalidCiphertextException", "");
        }
    }

    private static OAEPParameterSpec padding(String algorithm) {
        var digest = switch (algorithm) {
            case "RSAES_OAEP_SHA_1" -> "SHA-1";
            case "RSAES_OAEP_SHA_256" -> "SHA-256";
            default ->
                throw new AwsError("InvalidKeyUsageException", "Algorithm " + algorithm + " is not for RSA keys.");
        };
        return new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
    }
}
