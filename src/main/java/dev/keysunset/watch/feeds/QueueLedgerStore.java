package dev.keysunset.watch.feeds;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.QueueLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/** The queues' ledger in PostgreSQL. Replicas write the same rows, each in a short transaction; the last one is right. */
@ApplicationScoped
class QueueLedgerStore implements QueueLedger {
    private static final String AWAKE = "select 1";

    private static final String RECEIVED = """
        insert into queue_end (feed_id, name, received_at, received, lag_seconds) values (:feed, :end, :now, :count, :lag)
        on conflict (feed_id, name) do update set received_at = excluded.received_at,
            received = queue_end.received + excluded.received, lag_seconds = excluded.lag_seconds
        """;

    private static final String FARED = """
        insert into queue_end (feed_id, name, answered_at, trouble) values (:feed, :end, :answered, :trouble)
        on conflict (feed_id, name) do update set
            answered_at = coalesce(excluded.answered_at, queue_end.answered_at), trouble = excluded.trouble
        """;

    /** The feed is in trouble while either of its ends is. */
    private static final String TOLD = """
        update feed set last_success_at = coalesce(cast(:answered as timestamptz), last_success_at),
            recent_polls = right(recent_polls || :poll, :remembered),
            trouble = (select string_agg(lower(replace(name, '_', ' ')) || ': ' || e.trouble, '; ' order by name desc)
                from queue_end e where e.feed_id = feed.id and e.trouble is not null)
        where id = :feed
        """;

    private final EntityManager database;
    private final FeedRows feeds;
    private final WatchEvidence evidence;
    private final WatchedKeys watchedKeys;
    private final Clocks clocks;

    QueueLedgerStore(
            EntityManager database, FeedRows feeds, WatchEvidence evidence, WatchedKeys watchedKeys, Clocks clocks) {
        this.database = database;
        this.feeds = feeds;
        this.evidence = evidence;
        this.watchedKeys = watchedKeys;
        this.clocks = clocks;
    }

    @Override
    @Transactional
    public void awake() {
        database.createNativeQuery(AWAKE).getSingleResult();
    }

    @Override
    @Transactional
    public void keep(Feed feed, End end, Received received) {
        var now = clocks.domain().now();
        var lag = Duration.between(received.oldest(), now);
        var row = row(feed);
        evidence.polled(row, feeds.foothold(row, row.configurationHash).configurationHash(), received.found());
        watchedKeys.wake(received.alarms());
        database.createNativeQuery(RECEIVED)
                .setParameter("feed", row.id)
                .setParameter("end", end.name())
                .setParameter("now", now)
                .setParameter("count", received.count())
                .setParameter("lag", Math.max(0, lag.toSeconds()))
                .executeUpdate();
    }

    @Override
    @Transactional
    public void fared(Feed feed, End end, Optional<String> trouble) {
        var answered = trouble.isPresent() ? null : clocks.domain().now();
        var row = row(feed);
        var feedId = row.id;
        database.createNativeQuery(FARED)
                .setParameter("feed", feedId)
                .setParameter("end", end.name())
                .setParameter("answered", answered)
                .setParameter("trouble", trouble.orElse(null))
                .executeUpdate();
        database.createNativeQuery(TOLD)
                .setParameter("feed", feedId)
                .setParameter("answered", answered)
                .setParameter("poll", Character.toString(trouble.isEmpty() ? FeedRow.CAME : FeedRow.FAILED))
                .setParameter("remembered", FeedRow.REMEMBERED_POLLS)
                .executeUpdate();
        feeds.spend(row);
    }

    private FeedRow row(Feed feed) {
        return feeds.of(feed).orElseThrow(() -> new IllegalStateException("no row for the feed " + feed));
    }
}
