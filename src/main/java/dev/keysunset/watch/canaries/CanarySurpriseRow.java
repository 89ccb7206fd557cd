package dev.keysunset.watch.canaries;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A canary whose answer was lost and whose record says that it succeeded; written once, never changed. */
@Entity
@Table(name = "canary_surprise")
class CanarySurpriseRow {
    @Id
    @Column(name = "canary_id")
    UUID canaryId;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_time")
    Instant eventTime;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    CanarySurpriseRow() {}
}
