package dev.keysunset.standin.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * EMSA-PSS of RFC 8017, section 9.1, over a ready digest, which the JDK's RSASSA-PSS cannot take. As AWS does it: MGF1
 * with the digest's own hash function, and a salt as long as the digest.
 */
final class PssEncoding {
    private static final byte TRAILER = (byte) 0xBC;

    private final MessageDigest hash;
    private final int bits;

    /**
     * An encoding for one size of key.
     *
     * @param bits one less than those of the modulus
     */
    PssEncoding(String hashName, int bits) throws NoSuchAlgorithmException {
        this.hash = MessageDigest.getInstance(hashName);
        this.bits = bits;
    }

    byte[] encode(byte[] digest) {
        return encode(digest, Randomness.bytes(hash.getDigestLength()));
    }

    /** Whether this is an encoding of the digest, whatever its salt. */
    boolean matches(byte[] encoded, byte[] digest) {
        if (encoded.length != length() || encoded[encoded.length - 1] != TRAILER) {
            return false;
        }
        var block = unmasked(encoded);
        var salt = Arrays.copyOfRange(block, block.length - hash.getDigestLength(), block.length);
        return MessageDigest.isEqual(encode(digest, salt), encoded);
    }

    private byte[] encode(byte[] digest, byte[] salt) {
        hash.update(new byte[8]);
        hash.update(digest);
        var bound = hash.digest(salt);
        var encoded = new byte[length()];
        var blockLength = encoded.length - bound.length - 1;
        encoded[blockLength - salt.length - 1] = 1;
        System.arraycopy(salt, 0, encoded, blockLength - salt.length, salt.length);
        mask(encoded, blockLength, bound);
        System.arraycopy(bound, 0, encoded, blockLength, bound.length);
        encoded[encoded.length - 1] = TRAILER;
        return encoded;
    }

    private byte[] unmasked(byte[] encoded) {
        var blockLength = encoded.length - hash.getDigestLength() - 1;
        var bound = Arrays.copyOfRange(encoded, blockLength, encoded.length - 1);
        var block = Arrays.copyOf(encoded, blockLength);
        mask(block, blockLength, bound);
        return block;
    }

    /** MGF1 (appendix B.2.1) over the first bytes; the bits that the modulus has no room for become zero. */
    private void mask(byte[] bytes, int count, byte[] seed) {
        for (int start = 0, counter = 0; start < count; start += hash.getDigestLength(), counter++) {
            hash.update(seed);
            var mask = hash.digest(
                    new byte[] {(byte) (counter >> 24), (byte) (counter >> 16), (byte) (counter >> 8), (byte) counter});
            for (int i = 0; i < mask.length && start + i < count; i++) {
                bytes[start + i] ^= mask[i];
            }
        }
        bytes[0] &= (byte) (0xFF >> (8 * length() - bits));
    }

    private int length() {
        return (bits + 7) / 8;
    }
}
