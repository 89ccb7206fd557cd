package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RootCause;
import dev.keysunset.core.StateName;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One rollback, as on-call reviews it. */
public record RollbackReview(UUID id, UUID retirementId, Course course, Review review) {
    /** Where the list goes on after it. */
    public Cursor cursor() {
        return new Position(course.opened().at(), id).cursor();
    }

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

    /** @param detail names each member that is not as it was found, where there is one */
    public record Ended(Instant at, StateName outcome, String detail) {
        /** Every member is as it was found. */
        public boolean restored() {
            return outcome == StateName.ROLLED_BACK && detail.equals(Cause.RESTORED.text());
        }

        /** Every member was gone before it could be brought back. */
        public boolean destroyed() {
            return outcome == StateName.DELETED;
        }
    }

    /** @param assigned to whom it was given last */
    public record Review(
            Optional<Assignment> assigned, Optional<Step> acknowledged, Optional<Resolution> resolved, long version) {}

    public record Assignment(String to, String by, Instant at) {}

    public record Step(String by, Instant at) {}

    /** @param rootCause empty where it was resolved before there were any */
    public record Resolution(String by, Instant at, Optional<RootCause> rootCause, String text) {}

    /**
     * What somebody on call has found out.
     *
     * @param text what needed the key, and what was done about it
     */
    public record Conclusion(String by, RootCause rootCause, String text) {
        String told() {
            return rootCause + ": " + text;
        }
    }
}
