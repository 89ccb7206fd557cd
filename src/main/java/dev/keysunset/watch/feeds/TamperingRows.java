package dev.keysunset.watch.feeds;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Tampering;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.Alarm;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.Quarantined;
import dev.keysunset.watch.records.StorableText;
import dev.keysunset.watch.records.TamperingRecord;
import dev.keysunset.watch.records.WatchRecord.Failure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Whose hands were on what the feeds stand on. Joins the caller's transaction. */
@ApplicationScoped
class TamperingRows implements PanacheRepositoryBase<TamperingRow, UUID> {
    private static final Logger LOG = Logger.getLogger(TamperingRows.class);

    /** Of one field; of the whole record, {@link Quarantined#LONGEST}. */
    private static final int LONGEST = 4096;

    private static final String INSERT = """
            insert into tampering (id, feed_id, event_id, event_time, event_source, operation, principal, error_code,
                record, seen_at)
            values (:id, :feed, :event, :time, :source, :operation, :principal, :code, :record, :now)
            on conflict (feed_id, event_id) do nothing
            """;

    private final FeedRows feeds;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final Clocks clocks;
    private final Notifier notifier;

    TamperingRows(FeedRows feeds, Trail trail, WatchedKeys watchedKeys, Clocks clocks, Notifier notifier) {
        this.feeds = feeds;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.clocks = clocks;
        this.notifier = notifier;
    }

    /**
     * Keeps the records with every feed that they may have blinded, whichever feed brought them, and wakes the retirements whose
     * proof they cost. What happened before anybody watched there is kept, and told to nobody.
     */
    void keep(Optional<Feed> broughtBy, Collection<TamperingRecord> records) {
        for (var record : records) {
            var learned = trail.feeds().stream()
                    .filter(feed -> record.concerns(
                            feed, trail.reach(feed), trail.names(feed), broughtBy.equals(Optional.of(feed))))
                    .filter(feed -> feeds.of(feed)
                            .filter(row -> insert(row, record) == 1)
                            .isPresent())
                    .toList();
            var watched = watched(record, learned);
            if (!watched.isEmpty()) {
                tell(record, learned);
                wake(record, learned, watched);
            }
        }
    }

    private List<WatchedKey> watched(TamperingRecord record, List<Feed> feeds) {
        var places = feeds.stream()
                .flatMap(feed -> trail.reach(feed).stream())
                .distinct()
                .toList();
        return places.isEmpty()
                ? List.of()
                : watchedKeys.at(places).stream()
                        .filter(key -> !key.span()
                                .since()
                                .isAfter(record.call().event().time()))
                        .toList();
    }

    /** A queue proves nothing, and what was refused has changed nothing. */
    private void wake(TamperingRecord record, List<Feed> feeds, List<WatchedKey> watched) {
        if (record.call().event().failure().isEmpty()
                && feeds.stream().anyMatch(feed -> feed.kind().pulls())) {
            watchedKeys.wake(watched.stream()
                    .map(WatchedKey::retirementId)
                    .distinct()
                    .map(id -> new Alarm(id, Optional.empty()))
                    .toList());
        }
    }

    List<Tampering> of(UUID feedId, Instant since) {
        return find("feedId = ?1 and eventTime >= ?2 order by eventTime, id", feedId, since).stream()
                .map(TamperingRow::tampering)
                .toList();
    }

    /** By the id of the feed, oldest first. */
    Map<UUID, List<Tampering>> since(Instant since) {
        return find("eventTime >= ?1 order by eventTime, id", since).stream()
                .collect(Collectors.groupingBy(
                        row -> row.feedId, Collectors.mapping(TamperingRow::tampering, Collectors.toList())));
    }

    private int insert(FeedRow feed, TamperingRecord record) {
        var event = record.call().event();
        return getEntityManager()
                .createNativeQuery(INSERT)
                .setParameter("id", clocks.ids().next())
                .setParameter("feed", feed.id)
                .setParameter("event", storable(event.id()))
                .setParameter("time", event.time())
                .setParameter("source", record.call().eventSource())
                .setParameter("operation", event.operation())
                .setParameter("principal", storable(record.principal()))
                .setParameter(
                        "code",
                        event.failure()
                                .map(Failure::code)
                                .map(TamperingRows::storable)
                                .orElse(null))
                .setParameter("record", StorableText.of(record.text(), Quarantined.LONGEST))
                .setParameter("now", clocks.domain().now())
                .executeUpdate();
    }

    /** Once for all feeds: a trail may carry many. */
    private void tell(TamperingRecord record, List<Feed> feeds) {
        var event = record.call().event();
        LOG.logf(
                event.failure().isEmpty() ? Logger.Level.ERROR : Logger.Level.WARN,
                "event=%s %s called %s at %s, on what these stand on: %s%s",
                storable(event.id()),
                storable(record.principal()),
                event.operation(),
                event.time(),
                feeds,
                event.failure()
                        .map(failure -> "; it was refused: " + storable(failure.code()))
                        .orElse(""));
        notifier.tell(notification(record, feeds));
    }

    private static Notification notification(TamperingRecord record, List<Feed> feeds) {
        var event = record.call().event();
        var refused = event.failure().isPresent();
        var who = storable(record.principal());
        return new Notification(
                refused ? Kind.TAMPERING_REFUSED : Kind.TAMPERING_SEEN,
                About.noKey("tampering", only(feeds)),
                new Words(
                        who + (refused ? " tried " : " called ") + event.operation() + " on what the watch stands on",
                        "Event " + storable(event.id()) + " at " + event.time() + " concerns "
                                + feeds.stream().map(Feed::toString).collect(Collectors.joining(", ")) + "."
                                + (refused
                                        ? " It was refused."
                                        : " What it may have blinded no longer proves anything."),
                        Optional.of("Find out why. See whether the trail still logs and delivers.")),
                new Once("tampering:" + storable(event.id()), event.time()));
    }

    /** The account; empty where several are concerned. */
    private static Optional<String> only(List<Feed> feeds) {
        var accountIds =
                feeds.stream().map(feed -> feed.place().accountId()).distinct().toList();
        return accountIds.size() == 1 ? Optional.of(accountIds.getFirst()) : Optional.empty();
    }

    private static String storable(String text) {
        return StorableText.of(text, LONGEST);
    }
}
