package dev.keysunset.standin.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What Encrypt returns for a symmetric key: AES-GCM bound to the encryption context, with account, key id and material
 * id in front, so that Decrypt finds the key without being told, and the material after rotations. The region is left
 * out: any member of a family can decrypt.
 */
public final class CiphertextBlob {
    private static final byte VERSION = 2;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern NAME = Pattern.compile("(\\d{12})/([A-Za-z0-9-]+)/([0-9a-f]{64})");

    private final String account;
    private final String keyId;
    private final String materialId;
    private final byte[] sealed;

    private CiphertextBlob(String account, String keyId, String materialId, byte[] sealed) {
        this.account = account;
        this.keyId = keyId;
        this.materialId = materialId;
        this.sealed = sealed;
    }

    public static CiphertextBlob seal(Key key, byte[] plaintext, Map<String, String> context) {
        var nonce = Randomness.bytes(NONCE_BYTES);
        var material = key.material().current();
        try {
            var body = cipher(Cipher.ENCRYPT_MODE, material.secret(), nonce, context)
                    .doFinal(plaintext);
            var sealed =
                    ByteBuffer.allocate(NONCE_BYTES + body.length).put(nonce).put(body);
            return new CiphertextBlob(key.arn().account(), key.arn().id(), material.id(), sealed.array());
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
        var name = NAME.matcher(new String(bytes, 2, end - 2, StandardCharsets.US_ASCII));
        return name.matches()
                ? Optional.of(new CiphertextBlob(
                        name.group(1), name.group(2), name.group(3), Arrays.copyOfRange(bytes, end, bytes.length)))
                : Optional.empty();
    }

    public String account() {
        return account;
    }

    public String keyId() {
        return keyId;
    }

    /** The KeyMaterialId of what sealed it. */
    public String materialId() {
        return materialId;
    }

    public byte[] bytes() {
        var name = (account + "/" + keyId + "/" + materialId).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + name.length + sealed.length)
                .put(VERSION)
                .put((byte) name.length)
                .put(name)
                .put(sealed)
                .array();
    }

    /** Empty if the key or the encryption context is not the one it was sealed with. */
    public Optional<byte[]> open(Key key, Map<String, String> context) {
        return key.material().find(materialId).flatMap(material -> open(material.secret(), context));
    }

    private Optional<byte[]> open(SecretKey secret, Map<String, String> context) {
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, secret, Arrays.copyOf(sealed, NONCE_BYTES), context);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey secret, byte[] nonce, Map<String, String> context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(authenticated(context));
        return cipher;
    }

    /** The context in one order, each name and value behind its length: no two contexts read alike. */
    private static byte[] authenticated(Map<String, String> context) {
        var text = new StringBuilder();
        new TreeMap<>(context)
                .forEach((name, value) -> text.append(name.length())
                        .append(' ')
                        .append(name)
                        .append(value.length())
                        .append(' ')
                        .append(value));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
