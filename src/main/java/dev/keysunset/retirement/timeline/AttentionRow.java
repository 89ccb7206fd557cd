package dev.keysunset.retirement.timeline;

import dev.keysunset.core.Attention;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Why a retirement waits, since when. */
@Entity
@IdClass(AttentionRow.Key.class)
@Table(name = "attention")
public class AttentionRow {
    /** One of each kind at a time. */
    public record Key(UUID retirementId, Attention.Kind kind) {}

    @Id
    @Column(name = "retirement_id")
    UUID retirementId;

    @Id
    @Enumerated(EnumType.STRING)
    public Attention.Kind kind;

    public Instant since;

    public String detail;

    public String remedy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    AttentionRow() {}

    AttentionRow(UUID retirementId, Attention attention, Instant since) {
        this.retirementId = retirementId;
        kind = attention.kind();
        this.since = since;
        detail = attention.detail();
        remedy = attention.remedy();
    }
}
