package dev.keysunset.standin.fleet;

import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Signatures;
import dev.keysunset.standin.kms.RsaEncryption;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * What applications kept from better days: ciphertexts, signatures and codes that a key made long ago, whatever its
 * state is now. A key that could never have made them yields bytes that KMS will refuse.
 */
final class Keepsakes {
    static final byte[] MESSAGE = "the same message as always".getBytes(StandardCharsets.UTF_8);

    private Keepsakes() {}

    static String algorithm(Key key) {
        return key.blueprint().spec().algorithms(key.blueprint().usage()).getFirst();
    }

    static byte[] ciphertext(Key key, Map<String, String> context) {
        if (key.blueprint().usage() != KeyUsage.ENCRYPT_DECRYPT) {
            return MESSAGE;
        }
        return key.blueprint().spec().isRsa()
                ? RsaEncryption.encrypt(key, algorithm(key), MESSAGE)
                : CiphertextBlob.seal(key, MESSAGE, context).bytes();
    }

    static byte[] signature(Key key) {
        return key.blueprint().usage() == KeyUsage.SIGN_VERIFY
                ? made(key, () -> Signatures.sign(key.material(), algorithm(key), MESSAGE, false))
                : MESSAGE;
    }

    static byte[] mac(Key key) {
        return key.blueprint().usage() == KeyUsage.GENERATE_VERIFY_MAC
                ? made(key, () -> Signatures.mac(key.material(), MESSAGE))
                : MESSAGE;
    }

    private interface Making {
        byte[] make() throws GeneralSecurityException;
    }

    private static byte[] made(Key key, Making making) {
        try {
            return making.make();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The JDK cannot work with a key of spec " + key.blueprint().spec(), e);
        }
    }
}
