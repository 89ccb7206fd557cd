package dev.keysunset.watch.feeds;

import dev.keysunset.core.Tampering;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody's hands on what one feed stands on; written once, never changed. */
@Entity
@Table(name = "tampering")
class TamperingRow {
    @Id
    UUID id;

    @Column(name = "feed_id")
    UUID feedId;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_time")
    Instant eventTime;

    @Column(name = "event_source")
    String eventSource;

    String operation;

    String principal;

    @Nullable
    @Column(name = "error_code")
    String errorCode;

    String record;

    @Column(name = "seen_at")
    Instant seenAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    TamperingRow() {}

    Tampering tampering() {
        var service = eventSource.substring(0, eventSource.indexOf('.'));
        return new Tampering(eventTime, service + ":" + operation, principal, Optional.ofNullable(errorCode));
    }
}
