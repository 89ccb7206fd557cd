package dev.keysunset.console.gate;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Severity;
import dev.keysunset.retirement.api.RetirementDocument;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.view.RetirementQueries.AssessmentView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A retirement at an open gate, and what was decided there so far.
 *
 * @param decisions that count now
 */
public record GateView(
        RetirementDocument retirement,
        Gate gate,
        Policy policy,
        Optional<AssessmentView> assessment,
        List<Decision> decisions,
        Dates dates) {

    /** One person's word that counts, until it expires. */
    public record Decision(ApprovalView given, Instant expiresAt) {
        public boolean approves() {
            return given.approval().choice() == Approval.Choice.APPROVE;
        }
    }

    /** The earliest, if everybody approves at once. */
    public record Dates(Instant actsAt, Optional<Instant> windowClosesAt, Instant deletionDate) {}

    public int needed() {
        return gate == Gate.DISABLE
                ? policy.consent().disableApprovals()
                : policy.consent().deletionApprovals();
    }

    public long given() {
        return decisions.stream().filter(Decision::approves).count();
    }

    public long missing() {
        return Math.max(0, needed() - given());
    }

    public boolean deletes() {
        return gate == Gate.DELETE;
    }

    /** Several keys: each finding has to name its own. */
    public boolean family() {
        return retirement.subject().members().size() > 1;
    }

    public List<Finding> blockers() {
        return found(Severity.BLOCKER);
    }

    public List<Finding> warnings() {
        return found(Severity.WARNING);
    }

    public List<Finding> infos() {
        return found(Severity.INFO);
    }

    /** Something needs a look before anybody approves. */
    public boolean flagged() {
        return !blockers().isEmpty() || !warnings().isEmpty() || assessment.isEmpty();
    }

    private List<Finding> found(Severity severity) {
        return assessment.stream()
                .flatMap(view -> view.findings().stream())
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** What has to be typed to approve a deletion: an alias, or a member's key id or ARN. */
    public List<String> names() {
        var subject = retirement.subject();
        return Stream.concat(
                        subject.aliases().stream(),
                        subject.members().stream()
                                .flatMap(member -> Stream.of(
                                        member.keyArn()
                                                .substring(member.keyArn().indexOf('/') + 1),
                                        member.keyArn())))
                .distinct()
                .toList();
    }

    /** Whoever types an alias may leave out its first word, as people do. */
    boolean named(String typed) {
        var text = typed.strip();
        return names().contains(text) || names().contains("alias/" + text);
    }

    static Dates dates(Gate gate, Policy policy, Optional<AssessmentView> assessment, Instant now) {
        var actsAt = assessment
                .flatMap(AssessmentView::notBefore)
                .filter(now::isBefore)
                .orElse(now);
        var pending = Duration.ofDays(policy.pendingWindowInDays());
        if (gate == Gate.DELETE) {
            return new Dates(actsAt, Optional.empty(), actsAt.plus(pending));
        }
        var closesAt = actsAt.plus(policy.observationWindow());
        return new Dates(actsAt, Optional.of(closesAt), closesAt.plus(pending));
    }
}
