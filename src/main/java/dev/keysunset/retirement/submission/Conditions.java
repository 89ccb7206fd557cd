package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Policy;
import dev.keysunset.engine.KeyHolds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What must be so before a family is taken in: the watch can hold it, nobody objects, and the plan that is named still holds. */
@ApplicationScoped
class Conditions {
    private final Room room;
    private final KeyHolds holds;
    private final PlanCheck plans;
    private final Prospects prospects;

    Conditions(Room room, KeyHolds holds, PlanCheck plans, Prospects prospects) {
        this.room = room;
        this.holds = holds;
        this.plans = plans;
        this.prospects = prospects;
    }

    Optional<Submitted> unmet(Submission submission, Policy policy, List<KeyFacts> family) {
        return lackingRoom(family)
                .<Submitted>map(Submitted.NotTaken::new)
                .or(() ->
                        holds.on(family.stream().map(KeyFacts::keyArn).toList()).map(Submitted.Held::new))
                .or(() -> submission
                        .grounds()
                        .plan()
                        .flatMap(plan -> plans.objection(plan, prospects.of(policy, family))));
    }

    Optional<Intake.Rejected> lackingRoom(List<KeyFacts> family) {
        return room.lacking(family);
    }
}
