package dev.keysunset.watch.feeds;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Quotas;
import dev.keysunset.watch.canaries.CanaryReceptionRow;
import dev.keysunset.watch.feeds.FeedHealth.CallUse;
import dev.keysunset.watch.feeds.FeedHealth.CanaryTrip;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.polling.Foothold;
import dev.keysunset.watch.polling.WatchSettings;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

@ApplicationScoped
class FeedRows implements PanacheRepositoryBase<FeedRow, UUID> {
    /**
     * Due in domain time, free by the database's clock. Rows another replica is claiming are skipped, not waited for. A queue
     * is due for looks at what it stands on only: everybody listens to it all the time.
     */
    private static final String CLAIM = """
            update feed set lease_token = gen_random_uuid(),
                leased_until = clock_timestamp() + make_interval(secs => :lease)
            where id in (
                select id from feed
                where next_due_at <= :now and (leased_until is null or leased_until <= clock_timestamp())
                order by next_due_at, id limit :limit for update skip locked)
            returning *
            """;

    private static final String ENSURE = """
            insert into feed (id, account_id, region, kind, configuration_hash, next_due_at, span_seconds)
            values (:id, :account, :region, :kind, :hash, :now, :span)
            on conflict (account_id, region, kind) do update set configuration_hash = excluded.configuration_hash
            where feed.configuration_hash <> excluded.configuration_hash
            """;

    private static final String SPEND = """
            insert into feed_call (feed_id, api, minute, sent, throttled)
            values (:feed, :api, :minute, :sent, :throttled)
            on conflict (feed_id, api, minute) do update
            set sent = feed_call.sent + excluded.sent, throttled = feed_call.throttled + excluded.throttled
            """;

    private static final String SPENT = """
            select api, sum(sent), sum(throttled) from feed_call
            where feed_id = :feed and minute > :since group by api
            """;

    private static final String LATEST_CANARY = """
            from CanaryReceptionRow r where r.key.feedId = :feed and r.key.configurationHash in (:whole, :byKey)
            order by r.eventTime desc
            """;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Object[] NOTHING_SENT = {"", 0L, 0L};

    private final Clocks clocks;
    private final WatchSettings settings;
    private final Quotas quotas;
    private final FootingNews news;

    FeedRows(Clocks clocks, WatchSettings settings, Quotas quotas, FootingNews news) {
        this.clocks = clocks;
        this.settings = settings;
        this.quotas = quotas;
        this.news = news;
    }

    /** A feed whose configuration changed earns its coverage anew: the old hash's intervals no longer count. */
    void ensure(Feed feed, String configurationHash) {
        getEntityManager()
                .createNativeQuery(ENSURE)
                .setParameter("id", clocks.ids().next())
                .setParameter("account", feed.place().accountId())
                .setParameter("region", feed.place().region())
                .setParameter("kind", feed.kind().name())
                .setParameter("hash", configurationHash)
                .setParameter("now", clocks.domain().now())
                .setParameter("span", settings.maxSpan().toSeconds())
                .executeUpdate();
    }

    List<FeedRow> claimDue(int limit) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(CLAIM, FeedRow.class)
                .setParameter("lease", (double) settings.lease().toSeconds())
                .setParameter("now", clocks.domain().now())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** The claim's row, locked, while the lease is still the claim's. */
    Optional<FeedRow> leased(FeedClaim claim) {
        return find(
                        "leaseToken = ?1 and leasedUntil > cast(clock_timestamp() as Instant)",
                        claim.lease().token())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    Optional<FeedRow> of(Feed feed) {
        return find(
                        "accountId = ?1 and region = ?2 and kind = ?3",
                        feed.place().accountId(),
                        feed.place().region(),
                        feed.kind())
                .firstResultOptional();
    }

    /** What the feed stands on, as the looks so far have told. */
    Foothold foothold(FeedRow feed, String settingsHash) {
        return Optional.ofNullable(getEntityManager().find(FootingRow.class, feed.id))
                .map(row -> row.toFoothold(settingsHash))
                .orElseGet(() -> Foothold.unseen(settingsHash));
    }

    /** The caller holds the feed's row lock. */
    void keep(FeedRow feed, Foothold foothold) {
        var kept = Optional.ofNullable(getEntityManager().find(FootingRow.class, feed.id));
        news.looked(feed, kept.map(row -> row.toFoothold(foothold.settingsHash())), foothold);
        var row = kept.orElseGet(() -> new FootingRow(feed.id));
        row.set(foothold);
        getEntityManager().persist(row);
    }

    /** Notes which calls were sent for the feed since this was last done; the caller holds the row's lock. */
    void spend(FeedRow feed) {
        var now = clocks.real().now();
        quotas.spent(feed.feed())
                .forEach(spent -> getEntityManager()
                        .createNativeQuery(SPEND)
                        .setParameter("feed", feed.id)
                        .setParameter("api", spent.api())
                        .setParameter("minute", now.truncatedTo(ChronoUnit.MINUTES))
                        .setParameter("sent", spent.sent())
                        .setParameter("throttled", spent.throttled())
                        .executeUpdate());
        getEntityManager()
                .createNativeQuery("delete from feed_call where feed_id = :feed and minute < :before")
                .setParameter("feed", feed.id)
                .setParameter("before", now.minus(HOUR))
                .executeUpdate();
    }

    /** The calls that were sent for a feed in the last hour, by API. */
    List<CallUse> calls(FeedRow feed) {
        Map<String, Object[]> sums = getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(SPENT, Object[].class)
                .setParameter("feed", feed.id)
                .setParameter("since", clocks.real().now().minus(HOUR))
                .getResultStream()
                .collect(Collectors.toMap(sum -> (String) sum[0], sum -> sum));
        return quotas.allowances(feed.feed()).stream()
                .map(allowed -> use(allowed, sums.getOrDefault(allowed.api(), NOTHING_SENT)))
                .toList();
    }

    /** The canary that was read last through the feed as it is configured, and as it stands, now. */
    Optional<CanaryTrip> latestCanary(FeedRow feed, Foothold foothold) {
        return getEntityManager()
                .createQuery(LATEST_CANARY, CanaryReceptionRow.class)
                .setParameter("feed", feed.id)
                .setParameter("whole", foothold.configurationHash())
                .setParameter("byKey", LookupReadings.hash(foothold))
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(row -> new CanaryTrip(row.eventTime, Duration.between(row.eventTime, row.receivedAt)));
    }

    private static CallUse use(Quotas.Allowance allowed, Object[] sum) {
        return new CallUse(
                allowed.api(),
                ((Number) sum[1]).longValue(),
                ((Number) sum[2]).longValue(),
                allowed.ownLimit(),
                allowed.quota());
    }

    Duration lease() {
        return settings.lease();
    }
}
