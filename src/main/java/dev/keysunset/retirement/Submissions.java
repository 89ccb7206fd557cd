package dev.keysunset.retirement;

import dev.keysunset.core.Assessor;
import dev.keysunset.core.Described;
import dev.keysunset.core.Gate;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Member;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Takes keys in: reads AWS first, without a transaction, then stores. */
@ApplicationScoped
public class Submissions {
    private final Intake intake;
    private final Admission admission;
    private final Policies policies;
    private final Keys keys;
    private final Clocks clocks;

    Submissions(Intake intake, Admission admission, Policies policies, Keys keys, Clocks clocks) {
        this.intake = intake;
        this.admission = admission;
        this.policies = policies;
        this.keys = keys;
        this.clocks = clocks;
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
            case Intake.Taken.Family(var members) -> plan(policy.get(), members);
        };
    }

    private Submitted submitAnew(Submission submission) {
        var policy = policies.offered(submission.policy());
        if (policy.isEmpty()) {
            return new Submitted.NotTaken(unknownPolicy(submission.policy()));
        }
        return switch (intake.take(submission.key())) {
            case Intake.Taken.Not(var why) -> new Submitted.NotTaken(why);
            case Intake.Taken.Family(var members) ->
                admission.admit(
                        submission,
                        policy.get(),
                        members.stream()
                                .map(key -> new Admission.Found(key, intake.aliases(key.keyArn())))
                                .toList());
        };
    }

    private Planned plan(Policy policy, List<KeyFacts> family) {
        var now = clocks.domain().now();
        var members = family.stream()
                .map(key -> new Member(
                        key.keyArn(), key.keyState(), key.kind().family().role()))
                .toList();
        var facts = family.stream()
                .map(key -> new MemberFacts(
                        new Described(key.keyArn(), Reading.read(key)),
                        keys.lastUsage(key.keyArn()),
                        keys.surroundings(key.keyArn())))
                .toList();
        var assessment = new Assessor(policy, members, Gate.DISABLE, now).assess(facts);
        return new Planned.Plan(policy, members, assessment, Planned.Dates.from(now, assessment, policy));
    }

    private Intake.Rejected unknownPolicy(Optional<String> name) {
        return new Intake.Rejected.UnknownPolicy(
                name.orElse(""),
                policies.offered().stream().map(policy -> policy.name().name()).toList());
    }
}
