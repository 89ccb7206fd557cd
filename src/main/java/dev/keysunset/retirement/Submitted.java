package dev.keysunset.retirement;

import java.time.Instant;
import java.util.UUID;

/** What became of a submission. Only {@link Accepted} with {@code created} has changed anything. */
public sealed interface Submitted {
    /**
     * It is a retirement now.
     *
     * @param created false when the same submission, under the same idempotency key, had created it before
     */
    record Accepted(RetirementView retirement, boolean created) implements Submitted {}

    /** The key, or its family, is in a retirement that has not ended. */
    record AlreadyLive(UUID retirementId) implements Submitted {}

    /** The key was rolled back and is watched for a while longer. */
    record InQuarantine(UUID retirementId, Instant until) implements Submitted {}

    /** The same idempotency key came with another body. */
    record IdempotencyMismatch(UUID retirementId) implements Submitted {}

    record NotTaken(Intake.Rejected why) implements Submitted {}
}
