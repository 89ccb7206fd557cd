package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Approval;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One person's decision at a gate.
 *
 * @param withdrawnAt empty while the decision stands
 */
public record ApprovalView(UUID id, Approval approval, String comment, Optional<Instant> withdrawnAt) {}
