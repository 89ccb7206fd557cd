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
        var spec = key.blueprint().spec();
        var largest = spec.bits() / 8 - 2 * (algorithm.equals("RSAES_OAEP_SHA_1") ? 20 : 32) - 2;
        if (plaintext.length > largest) {
            throw AwsError.validation("Algorithm " + algorithm + " and key spec " + spec
                    + " cannot encrypt data larger than " + largest + " bytes.");
        }
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key.material().pair().getPublic(), padding(algorithm));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + algorithm, e);
        }
    }

    static byte[] decrypt(Key key, String algorithm, byte[] ciphertext) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key.material().pair().getPrivate(), padding(algorithm));
            return cipher.doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw Ciphertext.invalid();
        }
    }

    private static OAEPParameterSpec padding(String algorithm) {
        var digest = algorithm.equals("RSAES_OAEP_SHA_1") ? "SHA-1" : "SHA-256";
        return new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
    }
}
