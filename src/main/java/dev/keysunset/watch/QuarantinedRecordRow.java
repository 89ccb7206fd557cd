package dev.keysunset.watch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A text that nobody could read; written once, never changed. */
@Entity
@Table(name = "quarantined_record")
class QuarantinedRecordRow {
    @Id
    UUID id;

    @Column(name = "seen_at")
    Instant seenAt;

    /** The feed that brought it first; empty where a closing sweep did. */
    @Nullable
    @Column(name = "feed_id")
    UUID feedId;

    String why;

    String record;

    int size;

    String digest;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    QuarantinedRecordRow() {}
}
