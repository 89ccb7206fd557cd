package dev.keysunset.standin.key;

import java.security.SecureRandom;

/** Bytes that nobody can guess. */
public final class Randomness {
    private static final SecureRandom SOURCE = new SecureRandom();

    private Randomness() {}

    public static byte[] bytes(int count) {
        var bytes = new byte[count];
        SOURCE.nextBytes(bytes);
        return bytes;
    }
}
