package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Gate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was found before a gate; a new row whenever anything that matters has changed. */
@Entity
@Immutable
@Table(name = "assessment")
public class AssessmentRow {
    @Id
    UUID id;

    @Column(name = "retirement_id")
    public UUID retirementId;

    int seq;

    @Enumerated(EnumType.STRING)
    public Gate gate;

    public String hash;

    public Instant at;

    @Column(columnDefinition = "jsonb")
    public String findings;

    @Nullable
    @Column(name = "not_before")
    public Instant notBefore;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    AssessmentRow() {}
}
