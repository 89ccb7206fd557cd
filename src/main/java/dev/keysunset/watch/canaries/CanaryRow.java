package dev.keysunset.watch.canaries;

import dev.keysunset.core.KeyArn;
import dev.keysunset.watch.canaries.CanaryLedger.Canary;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A canary as it was intended; written once, never changed. */
@Entity
@Table(name = "canary")
public class CanaryRow {
    @Id
    UUID id;

    @Column(name = "class_id")
    UUID classId;

    @Column(name = "key_arn")
    public String keyArn;

    @Nullable
    @Column(name = "retirement_id")
    UUID retirementId;

    @Column(name = "intended_at")
    public Instant intendedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    CanaryRow() {}

    CanaryRow(Canary canary, UUID classId, Instant intendedAt) {
        this.id = canary.id();
        this.classId = classId;
        this.keyArn = canary.keyArn().toString();
        this.retirementId = canary.retirementId().orElse(null);
        this.intendedAt = intendedAt;
    }

    Canary canary() {
        return new Canary(id, KeyArn.of(keyArn), Optional.ofNullable(retirementId));
    }
}
