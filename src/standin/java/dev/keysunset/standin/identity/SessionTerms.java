package dev.keysunset.standin.identity;

import dev.keysunset.standin.policy.Policy;
import java.time.Instant;
import java.util.Optional;

/**
 * What AssumeRole granted.
 *
 * @param began domain time, as CloudTrail tells it
 * @param expires real time: tokens never run fast
 * @param policy the session policy, which can only narrow what the role may
 */
public record SessionTerms(
        String accessKeyId,
        Instant began,
        Instant expires,
        Optional<Policy> policy,
        Optional<String> sourceIdentity,
        SessionTags tags) {

    /** Terms without tags. */
    public SessionTerms(
            String accessKeyId,
            Instant began,
            Instant expires,
            Optional<Policy> policy,
            Optional<String> sourceIdentity) {
        this(accessKeyId, began, expires, policy, sourceIdentity, SessionTags.NONE);
    }
}
