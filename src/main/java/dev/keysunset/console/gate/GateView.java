package dev.keysunset.console.gate;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Severity;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.view.OpenGates.OpenGate;
import dev.keysunset.retirement.view.RetirementQueries.AssessmentView;
import dev.keysunset.retirement.view.RetirementView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A retirement at an open gate, and what was decided there so far.
 *
 * @param decisions that count now
 */
public record GateView(
        RetirementView retirement,
        Gate gate,
        Optional<AssessmentView> assessment,
        List<Decision> decisions,
        Dates dates) {

    static GateView of(OpenGate open, Instant now) {
        return new GateView(
                open.retirement(), open.gate(), open.assessment(), Decision.of(open, now), Dates.of(open, now));
    }

    /** One person's word that counts, until it expires. */
    public record Decision(ApprovalView given, Instant expiresAt) {
        /** Those given on the latest assessment, and neither withdrawn nor expired. */
        static List<Decision> of(OpenGate open, Instant now) {
            var validity = open.retirement().retirement().policy().consent().approvalValidity();
            return open.approvals().stream()
                    .filter(given -> given.withdrawnAt().isEmpty() && counts(given, open))
                    .map(given -> new Decision(given, given.approval().at().plus(validity)))
                    .filter(decision -> decision.expiresAt().isAfter(now))
                    .toList();
        }

        private static boolean counts(ApprovalView given, OpenGate open) {
            return given.approval().gate() == open.gate()
                    && open.assessment()
                            .filter(latest ->
                                    latest.hash().equals(given.approval().assessmentHash()))
                            .isPresent();
        }

        public boolean approves() {
            return given.approval().choice() == Approval.Choice.APPROVE;
        }
    }

    /**
     * The earliest, if everybody approves at once.
     *
     * @param countsUntil when an approval that is given now expires
     */
    public record Dates(Instant actsAt, Optional<Instant> windowClosesAt, Instant deletionDate, Instant countsUntil) {
        static Dates of(OpenGate open, Instant now) {
            var policy = open.retirement().retirement().policy();
            var actsAt = open.assessment()
                    .flatMap(AssessmentView::notBefore)
                    .filter(now::isBefore)
                    .orElse(now);
            var countsUntil = now.plus(policy.consent().approvalValidity());
            var pending = Duration.ofDays(policy.pendingWindowInDays());
            if (open.gate() == Gate.DELETE) {
                return new Dates(actsAt, Optional.empty(), actsAt.plus(pending), countsUntil);
            }
            var closesAt = actsAt.plus(policy.observationWindow());
            return new Dates(actsAt, Optional.of(closesAt), closesAt.plus(pending), countsUntil);
        }
    }

    public UUID id() {
        return retirement.retirement().id();
    }

    /** What a decision on what stands here names. */
    public long version() {
        return retirement.progress().version();
    }

    public String submittedBy() {
        return retirement.retirement().submission().by();
    }

    public Policy policy() {
        return retirement.retirement().policy();
    }

    public int needed() {
        return gate == Gate.DISABLE
                ? policy().consent().disableApprovals()
                : policy().consent().deletionApprovals();
    }

    public long given() {
        return decisions.stream().filter(Decision::approves).count();
    }

    public long missing() {
        return Math.max(0, needed() - given());
    }

    /** How many have to approve besides whoever approves next. */
    public long missingBesides() {
        return Math.max(0, missing() - 1);
    }

    public boolean deletes() {
        return gate == Gate.DELETE;
    }

    /** Several keys: each finding has to name its own. */
    public boolean family() {
        return retirement.members().size() > 1;
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
        return Stream.concat(
                        retirement.aliases().stream(),
                        retirement.members().stream()
                                .map(RetirementView.MemberView::keyArn)
                                .flatMap(keyArn -> Stream.of(keyArn.keyId(), keyArn.toString())))
                .distinct()
                .toList();
    }

    /** Whoever types an alias may leave out its first word, as people do. */
    boolean named(String typed) {
        var text = typed.strip();
        return names().contains(text) || names().contains("alias/" + text);
    }
}
