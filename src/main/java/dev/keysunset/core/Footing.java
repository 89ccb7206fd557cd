package dev.keysunset.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a feed stands on, as AWS tells it: a trail, a log group, a rule, a queue.
 *
 * @param objections why the feed cannot see although its polls succeed, in words with their remedy; empty where it is sound
 * @param fingerprint changes whenever what the feed would show may have changed: coverage of before is not coverage of now
 * @param retention how long what it holds can be read again
 * @param grounds empty for a feed that stands on nothing which somebody in the account could take away
 */
public record Footing(List<String> objections, String fingerprint, Duration retention, List<Ground> grounds) {
    /** The retention of what is never deleted; a century, because an instant cannot be moved by for ever. */
    public static final Duration FOR_EVER = Duration.ofDays(36_525);

    /**
     * @param name what it is, such as {@code log group /aws/cloudtrail/management in 111122223333/eu-west-1}
     * @param encryptedWith the KMS key without which it would fall silent, where it has one
     */
    public record Ground(String name, Optional<KeyArn> encryptedWith) {}

    public boolean sound() {
        return objections.isEmpty();
    }
}
