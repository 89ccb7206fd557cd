package dev.keysunset.watch.canaries;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** That a canary's record came through a feed under one configuration; written once, never changed. */
@Entity
@Table(name = "canary_reception")
class CanaryReceptionRow {
    @EmbeddedId
    Key key;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_time")
    Instant eventTime;

    @Column(name = "received_at")
    Instant receivedAt;

    @Embeddable
    record Key(
            @Column(name = "canary_id") UUID canaryId,
            @Column(name = "feed_id") UUID feedId,
            @Column(name = "configuration_hash") String configurationHash) {}

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    CanaryReceptionRow() {}
}
