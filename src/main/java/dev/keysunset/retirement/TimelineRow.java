package dev.keysunset.retirement;

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
    UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    int seq;

    Instant at;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Enumerated(EnumType.STRING)
    Timeline.Kind kind;

    @Nullable
    @Column(name = "from_state")
    String fromState;

    @Nullable
    @Column(name = "to_state")
    String toState;

    @Nullable
    String cause;

    String actor;

    String detail;

    @Column(columnDefinition = "jsonb")
    String facts;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    TimelineRow() {}
}
