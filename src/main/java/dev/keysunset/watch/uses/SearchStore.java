package dev.keysunset.watch.uses;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.UsageHistory;
import dev.keysunset.core.UsageHistory.Seen;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.UsageHistories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** What was read of event histories for keys of which KMS does not tell, and how far back. */
@ApplicationScoped
class SearchStore implements UsageHistories {
    /** Nobody has wanted to know for so long: it is not read any further. */
    static final Duration WANTED_FOR = Duration.ofDays(7);

    /** So old, what was read is read on; and a day of it once more, because records may come late. */
    static final Duration A_DAY = Duration.ofDays(1);

    private static final String WANT = """
            insert into use_search (key_arn, account_id, region, wanted_at) values (:arn, :account, :region, :now)
            on conflict (key_arn) do update set wanted_at = excluded.wanted_at
            """;

    private static final String OF = """
            select s.seen_at, s.seen_operation, s.seen_by, s.searched_from, s.searched_to,
                case when s.joined then p.reached end as reached
            from use_search s left join use_search_pass p on p.account_id = s.account_id and p.region = s.region
            where s.key_arn = :arn
            """;

    private static final String NOT_LISTED = """
            select key_arn from use_search
            where account_id = :account and region = :region and wanted_at > :wantedSince
                and (listed_at is null or listed_at < :aDayAgo)
            order by listed_at nulls first, key_arn limit 1
            """;

    private static final String LISTED = "update use_search set listed_at = :now where key_arn = :arn";

    private static final String SAW = """
            update use_search set seen_at = :at, seen_operation = :operation, seen_by = :by
            where key_arn = :arn and (seen_at is null or seen_at < :at)
            """;

    private final EntityManager database;
    private final Clocks clocks;

    SearchStore(EntityManager database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    @Override
    @Transactional
    public Optional<UsageHistory> of(KeyArn keyArn) {
        return database.unwrap(Session.class)
                .createNativeQuery(OF, Tuple.class)
                .setParameter("arn", keyArn.toString())
                .getResultStream()
                .findFirst()
                .map(SearchStore::history)
                .filter(history -> history.seen().isPresent()
                        || history.searched().isPresent()
                        || history.reached().isPresent());
    }

    /** Within the caller's transaction or its own. */
    @Transactional
    void want(KeyArn keyArn) {
        at(WANT, keyArn.place())
                .setParameter("arn", keyArn.toString())
                .setParameter("now", now())
                .executeUpdate();
    }

    /** The key whose own entries were not looked at for the longest time. */
    @Transactional
    Optional<KeyArn> toList(Place place) {
        List<?> found = at(NOT_LISTED, place)
                .setParameter("wantedSince", now().minus(WANTED_FOR))
                .setParameter("aDayAgo", now().minus(A_DAY))
                .getResultList();
        return found.stream().map(arn -> KeyArn.of((String) arn)).findFirst();
    }

    @Transactional
    void listed(KeyArn keyArn, Map<KeyArn, Seen> seen) {
        database.createNativeQuery(LISTED)
                .setParameter("now", now())
                .setParameter("arn", keyArn.toString())
                .executeUpdate();
        saw(seen);
    }

    /** Within the caller's transaction. */
    void saw(Map<KeyArn, Seen> seen) {
        seen.forEach((keyArn, use) -> database.createNativeQuery(SAW)
                .setParameter("at", use.at())
                .setParameter("operation", use.operation())
                .setParameter("by", use.by())
                .setParameter("arn", keyArn.toString())
                .executeUpdate());
    }

    private static UsageHistory history(Tuple row) {
        var seen = Optional.ofNullable(row.get("seen_at", Instant.class))
                .map(at -> new Seen(at, row.get("seen_operation", String.class), row.get("seen_by", String.class)));
        var searched = Optional.ofNullable(row.get("searched_from", Instant.class))
                .map(from -> new Interval(from, row.get("searched_to", Instant.class)));
        return new UsageHistory(seen, searched, Optional.ofNullable(row.get("reached", Instant.class)));
    }

    private Query at(String sql, Place place) {
        return database.createNativeQuery(sql)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region());
    }

    private Instant now() {
        return clocks.domain().now();
    }
}
