package dev.keysunset.retirement;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Member;
import dev.keysunset.core.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a submission would lead to. */
public sealed interface Planned {
    record Plan(Policy policy, List<Member> members, Assessment assessment, Dates dates) implements Planned {
        /** A finding forbids it. */
        public boolean blocked() {
            return !assessment.blockers().isEmpty();
        }
    }

    record NotTaken(Intake.Rejected why) implements Planned {}

    /** The earliest, if people approve at once. */
    record Dates(Instant disabledAt, Instant windowClosesAt, Instant deletionDate) {
        static Dates from(Instant now, Assessment assessment, Policy policy) {
            var disabledAt = assessment.notBefore().filter(now::isBefore).orElse(now);
            var closesAt = disabledAt.plus(policy.observationWindow());
            return new Dates(disabledAt, closesAt, closesAt.plus(Duration.ofDays(policy.pendingWindowInDays())));
        }
    }
}
