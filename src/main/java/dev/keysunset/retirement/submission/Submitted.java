package dev.keysunset.retirement.submission;

import dev.keysunset.engine.KeyHolds;
import dev.keysunset.retirement.view.RetirementView;
import java.time.Instant;
import java.util.List;
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

    /**
     * It names a plan that does not cover it, or not any more.
     *
     * @param changes what is not as the plan has it, each in words
     */
    record NotAsPlanned(UUID planId, String detail, List<String> changes) implements Submitted {}

    /** Its owner, or somebody for them, has objected for a while. */
    record Held(KeyHolds.Held hold) implements Submitted {}

    record NotTaken(Intake.Rejected why) implements Submitted {}
}
