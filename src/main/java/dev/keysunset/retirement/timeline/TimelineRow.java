package dev.keysunset.retirement.timeline;

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

/** One line of a retirement's history; written once. */
@Entity
@Immutable
@Table(name = "timeline")
public class TimelineRow {
    @Id
    public UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    public int seq;

    public Instant at;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    @Enumerated(EnumType.STRING)
    public Timeline.Kind kind;

    @Nullable
    @Column(name = "from_state")
    public String fromState;

    @Nullable
    @Column(name = "to_state")
    public String toState;

    @Nullable
    public String cause;

    public String actor;

    public String detail;

    @Column(columnDefinition = "jsonb")
    public String facts;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    TimelineRow() {}
}
