package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Policy;
import dev.keysunset.core.StateName;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.timeline.Timeline;
import dev.keysunset.retirement.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stores a submission, or finds what stands in its way. The unique indexes decide, also between two in flight. */
@ApplicationScoped
class Admission {
    private static final String ADMIT = """
        insert into retirement (id, account_id, family_key, live, policy_name, policy_version, reason, ticket,
            submitted_by, submitted_at, idempotency_owner, idempotency_key, idempotency_digest, state, state_since,
            version, next_due_at, urgency)
        values (:id, :account, :family, true, :policy, :policyVersion, :reason, :ticket, :by, :now, :owner, :key,
            :digest, 'SUBMITTED', :now, 1, :now, 2)
        on conflict do nothing
        """;

    private static final String ADMIT_MEMBER = """
        insert into retirement_member (retirement_id, key_arn, account_id, region, role, key_usage, found_state,
            key_state, aliases, live)
        values (:retirement, :keyArn, :account, :region, :role, :usage, :state, :state, :aliases, true)
        """;

    private final RetirementRows retirements;
    private final Views views;
    private final Timeline timeline;
    private final Clocks clocks;
    private final Tempo tempo;

    Admission(RetirementRows retirements, Views views, Timeline timeline, Clocks clocks, Tempo tempo) {
        this.retirements = retirements;
        this.views = views;
        this.timeline = timeline;
        this.clocks = clocks;
        this.tempo = tempo;
    }

    /** A key of the family, and the names it is known by. */
    record Found(KeyFacts key, List<String> aliases) {}

    /** What the same submission was answered before, or what its idempotency key was used for. */
    @Transactional
    public Optional<Submitted> before(Submission submission) {
        return submission
                .idempotencyKey()
                .flatMap(key -> retirements.submittedAs(submission.by(), key))
                .map(row -> answeredBefore(submission, row));
    }

    /** The retirement that has the family now. */
    @Transactional
    public Optional<UUID> live(String familyKey) {
        return retirements.liveOf(familyKey).map(row -> row.id);
    }

    @Transactional
    public Submitted admit(Submission submission, Policy policy, List<Found> family) {
        var first = family.getFirst().key().keyArn();
        var id = clocks.ids().next();
        var now = clocks.domain().now();
        var admitted = retirements
                .getEntityManager()
                .createNativeQuery(ADMIT)
                .setParameter("id", id)
                .setParameter("account", first.accountId())
                .setParameter("family", first.familyKey())
                .setParameter("policy", policy.name().name())
                .setParameter("policyVersion", policy.name().version())
                .setParameter("reason", submission.grounds().reason())
                .setParameter("ticket", submission.grounds().ticket().orElse(null))
                .setParameter("by", submission.by())
                .setParameter("now", now)
                .setParameter(
                        "owner",
                        submission.idempotencyKey().map(_ -> submission.by()).orElse(null))
                .setParameter("key", submission.idempotencyKey().orElse(null))
                .setParameter(
                        "digest",
                        submission
                                .idempotencyKey()
                                .map(_ -> submission.digest())
                                .orElse(null))
                .executeUpdate();
        if (admitted == 0) {
            return standingInTheWay(submission, first.familyKey()).orElseGet(() -> admit(submission, policy, family));
        }
        family.forEach(member -> admit(id, member));
        timeline.append(
                id,
                now,
                new Timeline.Line(
                        Timeline.Kind.SUBMITTED,
                        Optional.empty(),
                        submission.by(),
                        submission.grounds().reason(),
                        submission
                                .grounds()
                                .plan()
                                .map(plan -> Map.of("plan", plan.toString()))
                                .orElse(Map.of())));
        return new Submitted.Accepted(views.of(retirements.findById(id)), true);
    }

    private void admit(UUID id, Found member) {
        var key = member.key();
        retirements
                .getEntityManager()
                .createNativeQuery(ADMIT_MEMBER)
                .setParameter("retirement", id)
                .setParameter("keyArn", key.keyArn().toString())
                .setParameter("account", key.keyArn().accountId())
                .setParameter("region", key.keyArn().region())
                .setParameter("role", key.kind().family().role().name())
                .setParameter("usage", key.kind().keyUsage())
                .setParameter("state", key.keyState().awsName())
                .setParameter("aliases", member.aliases().toArray(String[]::new))
                .executeUpdate();
    }

    /** Empty when it has ended in the very moment: then there is nothing in the way any more. */
    private Optional<Submitted> standingInTheWay(Submission submission, String familyKey) {
        return before(submission).or(() -> retirements.liveOf(familyKey).map(this::taken));
    }

    private Submitted answeredBefore(Submission submission, RetirementRow row) {
        return submission.digest().equals(row.idempotencyDigest)
                ? new Submitted.Accepted(views.of(row), false)
                : new Submitted.IdempotencyMismatch(row.id);
    }

    private Submitted taken(RetirementRow row) {
        return row.standing.state == StateName.ROLLED_BACK
                ? new Submitted.InQuarantine(
                        row.id,
                        row.stateSince.plus(tempo.quarantine().stream()
                                .max(Duration::compareTo)
                                .orElse(Duration.ZERO)))
                : new Submitted.AlreadyLive(row.id);
    }
}
