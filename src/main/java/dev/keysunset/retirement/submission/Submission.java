package dev.keysunset.retirement.submission;

import dev.keysunset.retirement.StoredJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A key handed in.
 *
 * @param policy the default one when absent
 * @param idempotencyKey the submitter's own name for this submission: the same again answers what the first time answered
 */
public record Submission(
        KeyReference key, Optional<String> policy, Grounds grounds, String by, Optional<String> idempotencyKey) {

    /**
     * What it rests on.
     *
     * @param plan the key goes ahead only as this plan has it
     */
    public record Grounds(String reason, Optional<String> ticket, Optional<UUID> plan) {}

    /** SHA-256, in hex, of everything that was asked for: another body under the same idempotency key is a mistake. */
    String digest() {
        try {
            var asked = StoredJson.of(new Asked(key, policy, grounds));
            var digest = MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Asked(KeyReference key, Optional<String> policy, Grounds grounds) {}
}
