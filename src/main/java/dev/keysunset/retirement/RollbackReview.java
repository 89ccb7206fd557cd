package dev.keysunset.retirement;

import dev.keysunset.core.Cause;
import dev.keysunset.core.StateName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One rollback, as on-call reviews it.
 *
 * @param ended empty while members are still being restored
 */
public record RollbackReview(UUID id, UUID retirementId, Opened opened, Optional<Ended> ended, Review review) {
    public record Opened(Instant at, Cause because, String detail) {}

    public record Ended(Instant at, StateName outcome, String detail) {}

    public record Review(Optional<Step> acknowledged, Optional<Resolution> resolved, long version) {}

    public record Step(String by, Instant at) {}

    public record Resolution(String by, Instant at, String text) {}
}
