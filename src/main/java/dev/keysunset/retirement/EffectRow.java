package dev.keysunset.retirement;

import static java.util.Objects.requireNonNull;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The intent of an effect, committed before the call. */
@Entity
@Immutable
@Table(name = "effect")
public class EffectRow {
    @Id
    UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    @Column(name = "key_arn")
    String keyArn;

    String action;

    @Nullable
    @Column(name = "pending_window_in_days")
    Integer pendingWindowInDays;

    @Column(name = "intended_at")
    Instant intendedAt;

    /** By the database's clock: replicas may differ by more than lies between two effects. */
    @Column(name = "recorded_at", insertable = false, updatable = false)
    Instant recordedAt;

    @Column(name = "fenced_until")
    Instant fencedUntil;

    @Column(name = "lease_token")
    UUID leaseToken;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    EffectRow() {}

    EffectRecord with(EffectRecord.Outcome outcome) {
        return new EffectRecord(id, effect(), intendedAt, fencedUntil, outcome);
    }

    private Effect effect() {
        var key = KeyArn.of(keyArn);
        return switch (action) {
            case "DisableKey" -> new Effect.DisableKey(key);
            case "EnableKey" -> new Effect.EnableKey(key);
            case "ScheduleKeyDeletion" -> new Effect.ScheduleKeyDeletion(key, requireNonNull(pendingWindowInDays));
            case "CancelKeyDeletion" -> new Effect.CancelKeyDeletion(key);
            default ->
                throw new IllegalStateException("effect " + id + " has an action unknown to this version: " + action);
        };
    }
}
