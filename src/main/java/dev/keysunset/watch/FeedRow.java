package dev.keysunset.watch;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feed as a row: its own queue entry, its lease, and how the last poll went. */
@Entity
@Table(name = "feed")
class FeedRow {
    @Id
    UUID id;

    @Column(name = "account_id")
    String accountId;

    String region;

    @Enumerated(EnumType.STRING)
    Feed.Kind kind;

    @Column(name = "configuration_hash")
    String configurationHash;

    @Column(name = "next_due_at")
    Instant nextDueAt;

    @Column(name = "span_seconds")
    long spanSeconds;

    @Nullable
    @Column(name = "lease_token")
    UUID leaseToken;

    @Nullable
    @Column(name = "leased_until")
    Instant leasedUntil;

    @Nullable
    @Column(name = "last_success_at")
    Instant lastSuccessAt;

    @Nullable
    String trouble;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    FeedRow() {}

    FeedRow(UUID id, Feed feed, String configurationHash, Instant nextDueAt, Duration span) {
        this.id = id;
        this.accountId = feed.place().accountId();
        this.region = feed.place().region();
        this.kind = feed.kind();
        this.configurationHash = configurationHash;
        this.nextDueAt = nextDueAt;
        this.spanSeconds = span.toSeconds();
    }

    Feed feed() {
        return new Feed(new Place(accountId, region), kind);
    }
}
