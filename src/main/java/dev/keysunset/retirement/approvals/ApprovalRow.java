package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Gate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One person's decision at a gate; written once. Withdrawing it is a row of its own. */
@Entity
@Immutable
@Table(name = "approval")
public class ApprovalRow {
    @Id
    public UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    @Enumerated(EnumType.STRING)
    Gate gate;

    @Column(name = "assessment_hash")
    String assessmentHash;

    String person;

    int round;

    @Enumerated(EnumType.STRING)
    Approval.Choice choice;

    public String comment;

    Instant at;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    ApprovalRow() {}

    ApprovalView view(Optional<Instant> withdrawnAt) {
        return new ApprovalView(id, toApproval(), comment, withdrawnAt);
    }

    public Approval toApproval() {
        return new Approval(person, gate, choice, assessmentHash, at);
    }
}
