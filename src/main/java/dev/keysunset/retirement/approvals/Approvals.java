package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Gate;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.policy.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What people decide at the gates, on the assessment that is the latest when they speak. */
@ApplicationScoped
public class Approvals {
    private final RetirementRows retirements;
    private final ApprovalRows approvals;
    private final AssessmentRows assessments;
    private final Policies policies;
    private final ApprovalLedger ledger;

    Approvals(
            RetirementRows retirements,
            ApprovalRows approvals,
            AssessmentRows assessments,
            Policies policies,
            ApprovalLedger ledger) {
        this.retirements = retirements;
        this.approvals = approvals;
        this.assessments = assessments;
        this.policies = policies;
        this.ledger = ledger;
    }

    /** What became of a decision. Only {@link Recorded} has changed anything. */
    public sealed interface Given {
        /**
         * It counts.
         *
         * @param version of the retirement, from now on
         */
        record Recorded(ApprovalView approval, long version) implements Given {}

        record NotFound(UUID retirementId) implements Given {}

        record Changed(long version) implements Given {}

        /**
         * Nobody decides at that gate now.
         *
         * @param open the gate that is open instead
         */
        record GateNotOpen(Gate asked, StateName state, Optional<Gate> open) implements Given {}

        /** The gate has just opened; what there is to decide on is read by the next step. */
        record NotAssessed(Gate gate) implements Given {}

        record OwnSubmission(String submitter) implements Given {}

        /** They have decided on this assessment already, and their word stands. */
        record AlreadyDecided(ApprovalView approval) implements Given {}
    }

    /** What became of taking a decision back. Only {@link Taken} has changed anything. */
    public sealed interface Withdrawn {
        record Taken(ApprovalView approval, long version) implements Withdrawn {}

        record NotFound(UUID approvalId) implements Withdrawn {}

        record NotTheirs(String person) implements Withdrawn {}

        record Already(UUID approvalId) implements Withdrawn {}

        /** What it allowed has happened. */
        record Spent(StateName state) implements Withdrawn {}
    }

    /** The version in the word is the one they decided on: nothing that matters can have changed since. */
    @Transactional
    public Given give(Word word, Gate gate, Choice choice) {
        var found = retirements.locked(word.retirementId());
        if (found.isEmpty()) {
            return new Given.NotFound(word.retirementId());
        }
        var row = found.get();
        if (row.version != word.version()) {
            return new Given.Changed(row.version);
        }
        var open = openGate(row.standing.state);
        if (open.filter(gate::equals).isEmpty()) {
            return new Given.GateNotOpen(gate, row.standing.state, open);
        }
        if (choice == Choice.APPROVE && row.submittedBy.equals(word.by())) {
            return new Given.OwnSubmission(row.submittedBy);
        }
        var assessment = assessments.latest(row.id, gate);
        if (assessment.isEmpty()) {
            return new Given.NotAssessed(gate);
        }
        var now = ledger.now();
        var approval = new Approval(word.by(), gate, choice, assessment.get().hash, now);
        return standing(row, approval, now)
                .<Given>map(Given.AlreadyDecided::new)
                .orElseGet(() -> {
                    var given = ledger.add(row.id, approval, word.reason());
                    row.spokenTo(now);
                    return new Given.Recorded(given, row.version);
                });
    }

    @Transactional
    public Withdrawn withdraw(UUID retirementId, UUID approvalId, String by) {
        var locked = retirements.locked(retirementId);
        var found = approvals.findByIdOptional(approvalId).filter(row -> row.retirementId.equals(retirementId));
        if (locked.isEmpty() || found.isEmpty()) {
            return new Withdrawn.NotFound(approvalId);
        }
        var approval = found.get();
        if (!approval.person.equals(by)) {
            return new Withdrawn.NotTheirs(approval.person);
        }
        if (approvals.withdrawn(approvalId)) {
            return new Withdrawn.Already(approvalId);
        }
        var row = locked.get();
        if (!unspent(approval.gate, row.standing.state)) {
            return new Withdrawn.Spent(row.standing.state);
        }
        var now = ledger.now();
        ledger.withdraw(approval, now);
        row.spokenTo(now);
        return new Withdrawn.Taken(
                new ApprovalView(approval.id, approval.toApproval(), approval.comment, Optional.of(now)), row.version);
    }

    /** The same person's decision on the same assessment, while it counts. */
    private Optional<ApprovalView> standing(RetirementRow row, Approval next, Instant now) {
        var validity = policies.pinned(row.policy()).consent().approvalValidity();
        return approvals.standing(row.id).stream()
                .filter(given -> given.person.equals(next.person())
                        && given.gate == next.gate()
                        && given.assessmentHash.equals(next.assessmentHash())
                        && given.at.plus(validity).isAfter(now))
                .findFirst()
                .map(given -> new ApprovalView(given.id, given.toApproval(), given.comment, Optional.empty()));
    }

    private static Optional<Gate> openGate(StateName state) {
        return switch (state) {
            case AWAITING_DISABLE_APPROVAL -> Optional.of(Gate.DISABLE);
            case AWAITING_DELETION_APPROVAL -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }

    /** While the step it allows is not finished, taking it back stops the rest of it. */
    private static boolean unspent(Gate gate, StateName state) {
        return switch (gate) {
            case DISABLE -> state == StateName.AWAITING_DISABLE_APPROVAL || state == StateName.DISABLING;
            case DELETE -> state == StateName.AWAITING_DELETION_APPROVAL || state == StateName.SCHEDULING_DELETION;
        };
    }
}
