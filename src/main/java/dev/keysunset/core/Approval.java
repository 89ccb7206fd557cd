package dev.keysunset.core;

import java.time.Instant;

/** One person's decision at a gate on one assessment. It is void for any other assessment. */
public record Approval(String person, Gate gate, Choice choice, String assessmentHash, Instant at) {
    public enum Choice {
        APPROVE,
        REJECT
    }

    boolean validFor(Gate asked, String hash, Policy policy, Instant now) {
        return gate == asked
                && assessmentHash.equals(hash)
                && at.plus(policy.consent().approvalValidity()).isAfter(now);
    }
}
