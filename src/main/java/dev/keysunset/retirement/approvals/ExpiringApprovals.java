package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.policy.Policies;
import dev.keysunset.retirement.timeline.Tidings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Approvals that wait for another person's, and soon count no more. Every replica looks; each is told once. */
@ApplicationScoped
public class ExpiringApprovals {
    private static final Duration AHEAD = Duration.ofDays(2);

    private static final String WAITING = """
            select a, r from ApprovalRow a join RetirementRow r on r.id = a.retirementId
            where r.standing.state in (:waiting) and a.choice = :approve
                and not exists (from WithdrawalRow w where w.approvalId = a.id)
            """;

    private final AssessmentRows assessments;
    private final Policies policies;
    private final Tidings tidings;
    private final Notifier notifier;
    private final DomainClock clock;

    ExpiringApprovals(
            AssessmentRows assessments, Policies policies, Tidings tidings, Notifier notifier, DomainClock clock) {
        this.assessments = assessments;
        this.policies = policies;
        this.tidings = tidings;
        this.notifier = notifier;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP, identity = "expiring-approvals")
    @RunOnVirtualThread
    @Transactional
    public void look() {
        if (!notifier.listens(Kind.APPROVAL_EXPIRING)) {
            return;
        }
        var now = clock.now();
        assessments
                .getEntityManager()
                .createQuery(WAITING, Object[].class)
                .setParameter(
                        "waiting", List.of(StateName.AWAITING_DISABLE_APPROVAL, StateName.AWAITING_DELETION_APPROVAL))
                .setParameter("approve", Choice.APPROVE)
                .getResultList()
                .forEach(found -> look((ApprovalRow) found[0], (RetirementRow) found[1], now));
    }

    private void look(ApprovalRow approval, RetirementRow row, Instant now) {
        var validity = policies.pinned(row.policy()).consent().approvalValidity();
        var expiresAt = approval.at.plus(validity);
        var counts = assessments
                .latest(row.id, approval.gate)
                .filter(latest -> latest.hash.equals(approval.assessmentHash))
                .isPresent();
        if (counts && expiresAt.isAfter(now) && !expiresAt.isAfter(now.plus(AHEAD))) {
            tell(approval, expiresAt, now);
        }
    }

    private void tell(ApprovalRow approval, Instant expiresAt, Instant now) {
        tidings.tell(
                Kind.APPROVAL_EXPIRING,
                about -> new Words(
                        "An approval for %s expires soon".formatted(about),
                        approval.person + " approved at the " + approval.gate + " gate; it counts until " + expiresAt
                                + ".",
                        Optional.of("Whoever else has to approve does so before, or " + approval.person + " again.")),
                approval.retirementId,
                Optional.empty(),
                new Once("approval-expiring:" + approval.id, now));
    }
}
