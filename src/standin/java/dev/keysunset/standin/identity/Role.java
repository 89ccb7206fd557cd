package dev.keysunset.standin.identity;

import dev.keysunset.standin.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/**
 * An IAM role.
 *
 * @param trust who may assume it
 * @param permissions its identity-based policy
 * @param boundary its permissions boundary
 * @param longest its MaxSessionDuration
 */
public record Role(RoleName name, Policy trust, Policy permissions, Optional<Policy> boundary, Duration longest) {
    /** What IAM gives a new role (IAM API Reference, CreateRole). */
    public static final Duration STANDARD_LONGEST = Duration.ofHours(1);
}
