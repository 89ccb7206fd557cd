package dev.keysunset.standin.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What Encrypt returns for a symmetric key: AES-GCM bound to the encryption context, with account and key id in front,
 * so that Decrypt finds the key without being told. The region is left out: any member of a family can decrypt.
 */
public final class CiphertextBlob {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String account;
    private final String keyId;
    private final byte[] sealed;

    private CiphertextBlob(String account, String keyId, byte[] sealed) {
        this.account = account;
        this.keyId = keyId;
        this.sealed = sealed;
    }

    public static CiphertextBlob seal(Key key, byte[] plaintext, Map<String, String> context) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key.material().secret(), nonce, context);
            var body = cipher.doFinal(plaintext);
            var sealed =
                    ByteBuffer.allocate(NONCE_BYTES + body.length).put(nonce).put(body);
            return new CiphertextBlob(key.arn().account(), key.arn().id(), sealed.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot encrypt", e);
        }
    }

    /** Empty for bytes that are no blob of ours. */
    public static Optional<CiphertextBlob> parse(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != VERSION) {
            return Optional.empty();
        }
        var end = 2 + Byte.toUnsignedInt(bytes[1]);
        if (bytes.length < end + NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        var name = new String(bytes, 2, end - 2, StandardCharsets.US_ASCII);
        var slash = name.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new CiphertextBlob(
                        name.substring(0, slash),
                        name.substring(slash + 1),
                        Arrays.copyOfRange(bytes, end, bytes.length)));
    }

    public String account() {
        return account;
    }

    public String keyId() {
        return keyId;
    }

    public byte[] bytes() {
        var name = (account + "/" + keyId).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + name.length + sealed.length)
                .put(VERSION)
                .put((byte) name.length)
                .put(name)
                .put(sealed)
                .array();
    }

    /** Empty if the key or the encryption context is not the one it was sealed with. */
    public Optional<byte[]> open(Key key, Map<String, String> context) {
        try {
            var cipher =
                    cipher(Cipher.DECRYPT_MODE, key.material().secret(), Arrays.copyOf(sealed, NONCE_BYTES), context);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey secret, byte[] nonce, Map<String, String> context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new TreeMap<>(context).toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
