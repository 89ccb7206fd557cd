package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The findings gathered before a gate.
 *
 * @param hash SHA-256, in hex, of everything read that matters; approvals name it, so a change of facts voids them
 * @param unreadable what could not be read; while there is any, the assessment decides nothing
 * @param notBefore when a guardrail in a key policy first lets AWS disable or schedule, where one was found
 */
public record Assessment(
        String hash, List<Finding> findings, List<Attention> unreadable, Optional<Instant> notBefore, Instant at) {

    public List<Finding> blockers() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .toList();
    }
}
