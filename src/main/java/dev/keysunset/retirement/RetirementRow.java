package dev.keysunset.retirement;

import dev.keysunset.core.Policy;
import dev.keysunset.core.Retirement;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One retirement; also its own entry in the queue of what is due. */
@Entity
@DynamicUpdate
@Table(name = "retirement")
public class RetirementRow {
    @Id
    public UUID id;

    @Column(name = "account_id")
    public String accountId;

    @Column(name = "family_key")
    String familyKey;

    public boolean live;

    @Column(name = "policy_name")
    String policyName;

    @Column(name = "policy_version")
    int policyVersion;

    public String reason;

    @Nullable
    public String ticket;

    @Column(name = "submitted_by")
    public String submittedBy;

    @Column(name = "submitted_at")
    Instant submittedAt;

    @Nullable
    @Column(name = "idempotency_owner")
    String idempotencyOwner;

    @Nullable
    @Column(name = "idempotency_key")
    String idempotencyKey;

    @Nullable
    @Column(name = "idempotency_digest")
    public String idempotencyDigest;

    @Embedded
    public StateColumns standing;

    @Column(name = "state_since")
    public Instant stateSince;

    @Nullable
    @Column(name = "held_by")
    public String heldBy;

    @Nullable
    @Column(name = "held_reason")
    public String heldReason;

    @Nullable
    @Column(name = "held_at")
    public Instant heldAt;

    public long version;

    @Nullable
    @Column(name = "next_due_at")
    public Instant nextDueAt;

    @Enumerated(EnumType.ORDINAL)
    @JdbcTypeCode(SqlTypes.SMALLINT)
    public Urgency urgency;

    public boolean woken;

    @Nullable
    @Column(name = "newest_alarm")
    public Instant newestAlarm;

    @Nullable
    @Column(name = "lease_token")
    public UUID leaseToken;

    @Nullable
    @Column(name = "leased_until")
    Instant leasedUntil;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    RetirementRow() {}

    public Retirement toRetirement(List<MemberRow> members, Policy policy) {
        return new Retirement(
                id,
                members.stream().map(MemberRow::toMember).toList(),
                policy,
                new Retirement.Submission(submittedBy, submittedAt),
                new Retirement.Standing(standing.toState(), stateSince));
    }

    public Policy.Name policy() {
        return new Policy.Name(policyName, policyVersion);
    }

    /** Due again at {@code then}, or at once when something woke it since the claim. */
    public void dueAgain(Instant then, Instant now) {
        var sighted = woken && urgency == Urgency.ROLLBACK;
        nextDueAt = woken ? now : then;
        urgency = sighted ? Urgency.ROLLBACK : Urgency.of(standing.state);
    }

    public void release() {
        leaseToken = null;
        leasedUntil = null;
    }

    /** A person said something: people see a new version, and the engine looks at once. */
    public void spokenTo(Instant now) {
        version++;
        dueAtOnce(now);
    }

    public void dueAtOnce(Instant now) {
        if (nextDueAt != null) {
            nextDueAt = nextDueAt.isAfter(now) ? now : nextDueAt;
            woken = true;
        }
    }
}
