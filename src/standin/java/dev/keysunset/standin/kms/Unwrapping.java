package dev.keysunset.standin.kms;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * How wrapped key material is unwrapped. AWS KMS Developer Guide, "Select a wrapping algorithm".
 *
 * @param hash of OAEP, such as {@code SHA-256}
 * @param twice whether RSA wraps only an AES key, which wraps the material
 */
record Unwrapping(String hash, boolean twice) {

    /** What an algorithm does; empty for those that are not supported (any more). */
    static Optional<Unwrapping> of(String algorithm) {
        return switch (algorithm) {
            case "RSAES_OAEP_SHA_1" -> Optional.of(new Unwrapping("SHA-1", false));
            case "RSAES_OAEP_SHA_256" -> Optional.of(new Unwrapping("SHA-256", false));
            case "RSA_AES_KEY_WRAP_SHA_1" -> Optional.of(new Unwrapping("SHA-1", true));
            case "RSA_AES_KEY_WRAP_SHA_256" -> Optional.of(new Unwrapping("SHA-256", true));
            default -> Optional.empty();
        };
    }

    byte[] unwrap(PrivateKey key, byte[] wrapped) throws GeneralSecurityException {
        if (!twice) {
            return rsa(key, wrapped);
        }
        var length = ((RSAKey) key).getModulus().bitLength() / 8;
        if (wrapped.length <= length) {
            throw new GeneralSecurityException("Only " + wrapped.length + " bytes");
        }
        var aes = new SecretKeySpec(rsa(key, Arrays.copyOf(wrapped, length)), "AES");
        var cipher = Cipher.getInstance("AES/KWP/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, aes);
        return cipher.doFinal(wrapped, length, wrapped.length - length);
    }

    private byte[] rsa(PrivateKey key, byte[] wrapped) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        var parameters = new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT);
        cipher.init(Cipher.DECRYPT_MODE, key, parameters);
        return cipher.doFinal(wrapped);
    }
}
