package dev.keysunset.standin.fleet;

import dev.keysunset.standin.key.Agreements;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyPairs;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Macs;
import dev.keysunset.standin.key.MessageType;
import dev.keysunset.standin.key.Signatures;
import dev.keysunset.standin.kms.RsaEncryption;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * What applications kept from better days: ciphertexts, signatures, codes and capsules that a key made long ago, and
 * the public keys of their peers, whatever the key's state is now. A key that could never have made them yields bytes
 * that KMS will refuse.
 */
record Keepsakes(Key key) {
    static final byte[] MESSAGE = "the same message as always".getBytes(StandardCharsets.UTF_8);

    /** The first of the key's algorithms, the one its applications took. */
    String algorithm() {
        return key.blueprint().spec().algorithms(key.blueprint().usage()).getFirst();
    }

    byte[] ciphertext(Map<String, String> context) {
        if (!hasServed(KeyUsage.ENCRYPT_DECRYPT)) {
            return MESSAGE;
        }
        return key.blueprint().spec().isRsa()
                ? RsaEncryption.encrypt(key, algorithm(), MESSAGE)
                : CiphertextBlob.seal(key, MESSAGE, context).bytes();
    }

    byte[] signature() {
        if (!hasServed(KeyUsage.SIGN_VERIFY)) {
            return MESSAGE;
        }
        try {
            return new Signatures(algorithm(), MessageType.RAW)
                    .sign(key.material().pair(), MESSAGE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + algorithm(), e);
        }
    }

    byte[] mac() {
        return hasServed(KeyUsage.GENERATE_VERIFY_MAC) ? Macs.mac(key.material(), MESSAGE) : MESSAGE;
    }

    /** Of somebody who agrees on secrets with the key. */
    byte[] publicKeyOfPeer() {
        return hasServed(KeyUsage.KEY_AGREEMENT)
                ? KeyPairs.generate(key.blueprint().spec()).getPublic().getEncoded()
                : MESSAGE;
    }

    byte[] capsule() {
        return hasServed(KeyUsage.ENCAPSULATE_DECAPSULATE)
                ? Agreements.encapsulate(key.material()).encapsulation()
                : MESSAGE;
    }

    private boolean hasServed(KeyUsage usage) {
        return key.blueprint().usage() == usage && !key.material().isEmpty();
    }
}
