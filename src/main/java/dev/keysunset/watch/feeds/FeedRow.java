package dev.keysunset.watch.feeds;

import dev.keysunset.core.Feed;
import dev.keysunset.core.LookupReading.Measured;
import dev.keysunset.core.Place;
import dev.keysunset.watch.polling.FeedLedger.History;
import dev.keysunset.watch.polling.KeyByKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feed as a row: its own queue entry, its lease, and how the last poll went. */
@Entity
@Table(name = "feed")
class FeedRow {
    static final char CAME = '.';
    static final char FAILED = 'x';
    static final int REMEMBERED_POLLS = 50;

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

    /** How much the place brought when it was last read whole; of the event history only. */
    @Nullable
    @Column(name = "records_a_second")
    Double recordsASecond;

    @Nullable
    @Column(name = "measured_at")
    Instant measuredAt;

    /** How many pages a key took when keys were last asked for one by one. */
    @Column(name = "pages_a_key")
    double pagesAKey = 1;

    @Column(name = "key_span_seconds")
    long keySpanSeconds = KeyByKey.LONGEST_SPAN.toSeconds();

    /** How the latest polls went, the newest last. */
    @Column(name = "recent_polls")
    String recentPolls = "";

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

    void polled(boolean came) {
        var all = recentPolls + (came ? CAME : FAILED);
        recentPolls = all.substring(Math.max(0, all.length() - REMEMBERED_POLLS));
    }

    void cost(History history, Instant now) {
        history.recordsASecond().ifPresent(rate -> {
            recordsASecond = rate;
            measuredAt = now;
        });
        history.byKey().ifPresent(brought -> {
            keySpanSeconds = brought.next().span().toSeconds();
            pagesAKey = brought.cost().pagesAKey().orElse(pagesAKey);
        });
    }

    Optional<Measured> measured() {
        return recordsASecond == null || measuredAt == null
                ? Optional.empty()
                : Optional.of(new Measured(recordsASecond, measuredAt));
    }

    Feed feed() {
        return new Feed(new Place(accountId, region), kind);
    }
}
