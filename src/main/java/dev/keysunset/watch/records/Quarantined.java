package dev.keysunset.watch.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text from a feed that could not be read, as it is kept.
 *
 * @param text storable, and no longer than {@link #LONGEST} and a few characters
 * @param size of the text as it came, in UTF-16 units
 * @param digest SHA-256 of the text as it came, so that the same text is kept once
 */
public record Quarantined(String why, String text, int size, String digest) {
    public static final int LONGEST = 16 * 1024;
    private static final int LONGEST_WHY = 500;

    static Quarantined of(String why, String text) {
        return new Quarantined(
                StorableText.of(why, LONGEST_WHY), StorableText.of(text, LONGEST), text.length(), digest(text));
    }

    /** Over UTF-16, which tells even texts apart that no other encoding can write. */
    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
