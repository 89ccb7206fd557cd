package dev.keysunset.retirement.approvals;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An approval taken back. */
@Entity
@Immutable
@Table(name = "approval_withdrawal")
public class WithdrawalRow {
    @Id
    @Column(name = "approval_id")
    public UUID approvalId;

    String by;

    public Instant at;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    WithdrawalRow() {}

    WithdrawalRow(UUID approvalId, String by, Instant at) {
        this.approvalId = approvalId;
        this.by = by;
        this.at = at;
    }
}
