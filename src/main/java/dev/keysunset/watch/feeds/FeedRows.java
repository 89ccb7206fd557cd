package dev.keysunset.watch.feeds;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Quotas;
import dev.keysunset.watch.feeds.FeedHealth.CallUse;
import dev.keysunset.watch.feeds.FeedHealth.CanaryTrip;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.polling.Foothold;
import dev.keysunset.watch.polling.WatchSettings;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

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
            select feed_id, api, sum(sent), sum(throttled) from feed_call
            where minute > :since group by feed_id, api
            """;

    /** One step into the index for each feed, and for each way in which it may be asked. */
    private static final String LATEST_CANARIES = """
            select distinct on (asked.feed) asked.feed, latest.event_time, latest.received_at
            from unnest(cast(:feeds as uuid[]), cast(:hashes as text[])) asked (feed, hash)
            cross join lateral (
                select r.event_time, r.received_at from canary_reception r
                where r.feed_id = asked.feed and r.configuration_hash = asked.hash
                order by r.event_time desc limit 1) latest
            order by asked.feed, latest.event_time desc
            """;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Object[] NOTHING_SENT = {"", "", 0L, 0L};

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
        return foothold(getEntityManager().find(FootingRow.class, feed.id), settingsHash);
    }

    private static Foothold foothold(@Nullable FootingRow looked, String settingsHash) {
        return looked == null ? Foothold.unseen(settingsHash) : looked.toFoothold(settingsHash);
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

    /** All that are kept, configured or not; the grounds come with what they stand on. */
    List<StandingFeed> standing(Function<Feed, String> settingsHash) {
        var looked =
                getEntityManager()
                        .createQuery("from FootingRow f left join fetch f.grounds", FootingRow.class)
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(row -> row.feedId, Function.identity()));
        return listAll().stream()
                .map(row -> new StandingFeed(row, foothold(looked.get(row.id), settingsHash.apply(row.feed()))))
                .toList();
    }

    /** The calls that were sent for each in the last hour, by API. */
    Map<UUID, List<CallUse>> calls(Collection<StandingFeed> standing) {
        var spent = getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(SPENT, Object[].class)
                .setParameter("since", clocks.real().now().minus(HOUR))
                .getResultStream()
                .collect(Collectors.groupingBy(
                        sum -> (UUID) sum[0], Collectors.toMap(sum -> (String) sum[1], Function.identity())));
        return standing.stream().collect(Collectors.toMap(feed -> feed.row().id, feed -> calls(feed.row(), spent)));
    }

    private List<CallUse> calls(FeedRow row, Map<UUID, Map<String, Object[]>> spent) {
        var sums = spent.getOrDefault(row.id, Map.of());
        return quotas.allowances(row.feed()).stream()
                .map(allowed -> use(allowed, sums.getOrDefault(allowed.api(), NOTHING_SENT)))
                .toList();
    }

    /** The canary that was read last through each as it is configured, and as it stands, now; feeds without one are left out. */
    Map<UUID, CanaryTrip> latestCanaries(Collection<StandingFeed> standing) {
        var feeds = new ArrayList<UUID>();
        var hashes = new ArrayList<String>();
        for (var feed : standing) {
            feeds.addAll(List.of(feed.row().id, feed.row().id));
            hashes.addAll(List.of(feed.foothold().configurationHash(), LookupReadings.hash(feed.foothold())));
        }
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(LATEST_CANARIES, Object[].class)
                .setParameter("feeds", feeds.toArray(UUID[]::new))
                .setParameter("hashes", hashes.toArray(String[]::new))
                .getResultStream()
                .collect(Collectors.toMap(latest -> (UUID) latest[0], FeedRows::trip));
    }

    private static CanaryTrip trip(Object[] latest) {
        return new CanaryTrip((Instant) latest[1], Duration.between((Instant) latest[1], (Instant) latest[2]));
    }

    private static CallUse use(Quotas.Allowance allowed, Object[] sum) {
        return new CallUse(
                allowed.api(),
                ((Number) sum[2]).longValue(),
                ((Number) sum[3]).longValue(),
                allowed.ownLimit(),
                allowed.quota());
    }

    Duration lease() {
        return settings.lease();
    }
}
