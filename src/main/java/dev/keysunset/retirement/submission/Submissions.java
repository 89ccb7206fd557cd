package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Policy;
import dev.keysunset.retirement.policy.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Takes keys in: reads AWS first, without a transaction, then stores. */
@ApplicationScoped
public class Submissions {
    private final Intake intake;
    private final Admission admission;
    private final Policies policies;
    private final Prospects prospects;
    private final Conditions conditions;

    Submissions(Intake intake, Admission admission, Policies policies, Prospects prospects, Conditions conditions) {
        this.intake = intake;
        this.admission = admission;
        this.policies = policies;
        this.prospects = prospects;
        this.conditions = conditions;
    }

    public Submitted submit(Submission submission) {
        return admission.before(submission).orElseGet(() -> submitAnew(submission));
    }

    /** What would happen, and when at the earliest. Nothing is stored. */
    public Planned plan(KeyReference key, Optional<String> policyName) {
        var policy = policies.offered(policyName);
        if (policy.isEmpty()) {
            return new Planned.NotTaken(unknownPolicy(policyName));
        }
        return switch (intake.take(key)) {
            case Intake.Taken.Not(var why) -> new Planned.NotTaken(why);
            case Intake.Taken.Family(var members) ->
                admission
                        .live(members.getFirst().keyArn().familyKey())
                        .<Intake.Rejected>map(Intake.Rejected.AlreadyRetiring::new)
                        .or(() -> conditions.lackingRoom(members))
                        .<Planned>map(Planned.NotTaken::new)
                        .orElseGet(() -> prospects.of(policy.get(), members));
        };
    }

    private Submitted submitAnew(Submission submission) {
        var policy = policies.offered(submission.policy());
        if (policy.isEmpty()) {
            return new Submitted.NotTaken(unknownPolicy(submission.policy()));
        }
        return switch (intake.take(submission.key())) {
            case Intake.Taken.Not(var why) -> new Submitted.NotTaken(why);
            case Intake.Taken.Family(var members) -> admit(submission, policy.get(), members);
        };
    }

    private Submitted admit(Submission submission, Policy policy, List<KeyFacts> family) {
        return conditions
                .unmet(submission, policy, family)
                .orElseGet(() -> admission.admit(
                        submission,
                        policy,
                        family.stream()
                                .map(key -> new Admission.Found(key, intake.aliases(key.keyArn())))
                                .toList()));
    }

    private Intake.Rejected unknownPolicy(Optional<String> name) {
        return new Intake.Rejected.UnknownPolicy(
                name.orElse(""),
                policies.offered().stream().map(policy -> policy.name().name()).toList());
    }
}
