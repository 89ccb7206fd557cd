package dev.keysunset.standin.sts;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess, whatever the seed: unlike names they need not be the same in two runs. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Gives the 40 characters of a secret access key. */
    private static final int SECRET = 30;

    private static final int TOKEN = 252;

    private Secrets() {}

    static String accessKey() {
        return text(SECRET);
    }

    static String token() {
        return "IQoJb3JpZ2luX2Vj" + text(TOKEN);
    }

    private static String text(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
