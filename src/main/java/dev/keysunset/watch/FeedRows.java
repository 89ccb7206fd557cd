package dev.keysunset.watch;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Clocks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

@ApplicationScoped
class FeedRows implements PanacheRepositoryBase<FeedRow, UUID> {
    /** Due in domain time, free by the database's clock. Rows another replica is claiming are skipped, not waited for. */
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

    private final Clocks clocks;
    private final WatchSettings settings;

    FeedRows(Clocks clocks, WatchSettings settings) {
        this.clocks = clocks;
        this.settings = settings;
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

    Duration lease() {
        return settings.lease();
    }
}
