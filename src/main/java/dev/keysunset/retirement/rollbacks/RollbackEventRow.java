package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RootCause;
import dev.keysunset.core.StateName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One rollback, from its cause to the review by on-call. */
@Entity
@DynamicUpdate
@Table(name = "rollback_event")
public class RollbackEventRow {
    @Id
    UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    @Column(name = "opened_at")
    Instant openedAt;

    @Enumerated(EnumType.STRING)
    Cause because;

    String detail;

    @Nullable
    @Column(name = "closed_at")
    Instant closedAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    StateName outcome;

    @Nullable
    @Column(name = "outcome_detail")
    String outcomeDetail;

    @Nullable
    @Column(name = "acknowledged_by")
    String acknowledgedBy;

    @Nullable
    @Column(name = "acknowledged_at")
    Instant acknowledgedAt;

    @Nullable
    @Column(name = "resolved_by")
    String resolvedBy;

    @Nullable
    @Column(name = "resolved_at")
    Instant resolvedAt;

    @Nullable
    String resolution;

    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "root_cause")
    RootCause rootCause;

    @Nullable
    @Column(name = "assigned_to")
    String assignedTo;

    @Nullable
    @Column(name = "assigned_by")
    String assignedBy;

    @Nullable
    @Column(name = "assigned_at")
    Instant assignedAt;

    @Nullable
    @Column(name = "stuck_since")
    Instant stuckSince;

    @Nullable
    @Column(name = "stuck_because")
    String stuckBecause;

    @Nullable
    @Column(name = "told_at")
    Instant toldAt;

    @Column(name = "told_times")
    int toldTimes;

    long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    RollbackEventRow() {}

    RollbackEventRow(UUID id, UUID retirementId, Instant openedAt, Cause because, String detail) {
        this.id = id;
        this.retirementId = retirementId;
        this.openedAt = openedAt;
        this.because = because;
        this.detail = detail;
        version = 1;
    }

    /** True when people see a difference: it was not stuck before, or for another reason. */
    boolean stuckAnew(String why, Instant now) {
        if (why.equals(stuckBecause)) {
            return false;
        }
        stuckSince = stuckSince == null ? now : stuckSince;
        stuckBecause = why;
        toldTimes = 0;
        version++;
        return true;
    }

    void goesOn() {
        if (stuckSince != null) {
            stuckSince = null;
            stuckBecause = null;
            version++;
        }
    }
}
