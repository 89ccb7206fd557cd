package dev.keysunset.retirement;

import dev.keysunset.core.Cause;
import dev.keysunset.core.StateName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One rollback, as on-call reviews it. */
public record RollbackReview(UUID id, UUID retirementId, Course course, Review review) {
    /**
     * How far it has come.
     *
     * @param ended empty while members are still being restored
     * @param stuck why members cannot be restored, while they cannot
     */
    public record Course(Opened opened, Optional<Ended> ended, Optional<Stuck> stuck) {}

    /** @param commands what brings the members back by hand, ready to run */
    public record Stuck(Instant since, String because, List<String> commands) {}

    public record Opened(Instant at, Cause because, String detail) {}

    public record Ended(Instant at, StateName outcome, String detail) {}

    public record Review(Optional<Step> acknowledged, Optional<Resolution> resolved, long version) {}

    public record Step(String by, Instant at) {}

    public record Resolution(String by, Instant at, String text) {}
}
