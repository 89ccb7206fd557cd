package dev.keysunset.watch.sightings;

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
public class QuarantinedRecordRow {
    @Id
    public UUID id;

    @Column(name = "seen_at")
    public Instant seenAt;

    /** The feed that brought it first; empty where a closing sweep did. */
    @Nullable
    @Column(name = "feed_id")
    public UUID feedId;

    public String why;

    public String record;

    public int size;

    public String digest;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    QuarantinedRecordRow() {}
}
