package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Approval.Choice;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes down what people decide at the gates, and tells the timeline of it. */
@ApplicationScoped
class ApprovalLedger {
    private static final String ADD = """
            insert into approval (id, retirement_id, gate, assessment_hash, person, round, choice, comment, at)
            values (:id, :retirement, :gate, :hash, :person, :round, :choice, :comment, :at)
            """;

    private final ApprovalRows approvals;
    private final Timeline timeline;
    private final Clocks clocks;

    ApprovalLedger(ApprovalRows approvals, Timeline timeline, Clocks clocks) {
        this.approvals = approvals;
        this.timeline = timeline;
        this.clocks = clocks;
    }

    Instant now() {
        return clocks.domain().now();
    }

    ApprovalView add(UUID retirementId, Approval approval, String comment) {
        var id = clocks.ids().next();
        var before = approvals.roundsOf(approval.person(), retirementId, approval.gate(), approval.assessmentHash());
        approvals
                .getEntityManager()
                .createNativeQuery(ADD)
                .setParameter("id", id)
                .setParameter("retirement", retirementId)
                .setParameter("gate", approval.gate().name())
                .setParameter("hash", approval.assessmentHash())
                .setParameter("person", approval.person())
                .setParameter("round", before + 1)
                .setParameter("choice", approval.choice().name())
                .setParameter("comment", comment)
                .setParameter("at", approval.at())
                .executeUpdate();
        var kind = approval.choice() == Choice.APPROVE ? Timeline.Kind.APPROVED : Timeline.Kind.REJECTED;
        tell(retirementId, approval, kind, comment, approval.at());
        return new ApprovalView(id, approval, comment, Optional.empty());
    }

    void withdraw(ApprovalRow row, Instant now) {
        approvals.getEntityManager().persist(new WithdrawalRow(row.id, row.person, now));
        tell(row.retirementId, row.toApproval(), Timeline.Kind.APPROVAL_WITHDRAWN, row.comment, now);
    }

    private void tell(UUID retirementId, Approval approval, Timeline.Kind kind, String comment, Instant at) {
        var detail = approval.gate() + " gate" + (comment.isBlank() ? "" : ": " + comment);
        var facts = Map.of("gate", approval.gate(), "assessment", approval.assessmentHash());
        timeline.append(retirementId, at, new Timeline.Line(kind, Optional.empty(), approval.person(), detail, facts));
    }
}
