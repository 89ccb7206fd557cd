package dev.keysunset.watch.archive;

import dev.keysunset.core.ArchiveHistory;
import dev.keysunset.core.ArchiveHistory.By;
import dev.keysunset.core.ArchiveHistory.Latest;
import dev.keysunset.core.ArchiveHistory.User;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.ArchiveHistories;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.TrailArchive;
import dev.keysunset.watch.records.EncryptionContext;
import dev.keysunset.watch.records.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** What archives have told of keys. */
@ApplicationScoped
class HistoryStore implements ArchiveHistories {
    /** Nobody has wanted to know for so long: it is not asked for any more. */
    static final Duration WANTED_FOR = Duration.ofDays(7);

    private static final Duration A_DAY = Duration.ofDays(1);

    /** More of one key tell nobody more. */
    private static final int MOST = 200;

    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TEXT = 2000;

    private static final String WANT = """
            insert into archive_search (key_arn, account_id, region, wanted_at) values (:arn, :account, :region, :now)
            on conflict (key_arn) do update set wanted_at = excluded.wanted_at
            """;

    /** Keys of the inventory that may be candidates. */
    private static final String WANT_ALL = """
            insert into archive_search (key_arn, account_id, region, wanted_at)
            select key_arn, account_id, region, :now from inventory_key
            where account_id = :account and region = :region and gone_at is null and manager is distinct from 'AWS'
                and (usage = 'UNREADABLE' or idle_since <= :idle)
            on conflict (key_arn) do update set wanted_at = excluded.wanted_at
                where archive_search.wanted_at < :aDayAgo
            """;

    /**
     * Whole days between two days on record: the first and the last may be on record in part. The latest stretch without a missing
     * day counts.
     */
    private static final String OF = """
            select s.searched_from, s.searched_to, place.trouble, stretch.first_day, stretch.last_day,
                (select min(day) from archive_day d where d.account_id = s.account_id and d.region = s.region) as recorded_since
            from archive_search s
            left join archive_place place on place.account_id = s.account_id and place.region = s.region
            left join lateral (
                select min(day) as first_day, max(day) as last_day
                from (select day, day - cast(row_number() over (order by day) as int) as stretch from archive_day d
                      where d.account_id = s.account_id and d.region = s.region
                          and d.day <= cast(s.searched_to at time zone 'UTC' as date)) numbered
                group by stretch order by stretch desc limit 1) stretch on true
            where s.key_arn = :arn
            """;

    private static final String USERS = """
            select operation, principal, service, first_at, last_at, event_id, source_address,
                cast(encryption_context as text) as context
            from archive_use where key_arn = :arn order by last_at desc, principal, operation limit :most
            """;

    private static final String KEEP = """
            insert into archive_use as known (key_arn, operation, principal, service, first_at, last_at, event_id,
                source_address, encryption_context)
            values (:arn, :operation, :principal, :service, :firstAt, :lastAt, :event, cast(:address as text),
                cast(:context as jsonb))
            on conflict (key_arn, operation, principal, service) do update set
                first_at = least(known.first_at, excluded.first_at),
                last_at = greatest(known.last_at, excluded.last_at),
                event_id = case when excluded.last_at >= known.last_at then excluded.event_id else known.event_id end,
                source_address = case when excluded.last_at >= known.last_at then excluded.source_address
                    else known.source_address end,
                encryption_context = case when excluded.last_at >= known.last_at then excluded.encryption_context
                    else known.encryption_context end
            """;

    private static final String KEEP_DAYS = """
            insert into archive_use_day as known (key_arn, day, at)
            select :arn, cast(used_at at time zone 'UTC' as date) as used_on, max(used_at)
            from unnest(cast(string_to_array(:times, ' ') as timestamptz[])) as used (used_at) group by used_on
            on conflict (key_arn, day) do update set at = greatest(known.at, excluded.at)
            """;

    private final EntityManager database;
    private final TrailArchive archive;
    private final Clocks clocks;

    HistoryStore(EntityManager database, TrailArchive archive, Clocks clocks) {
        this.database = database;
        this.archive = archive;
        this.clocks = clocks;
    }

    @Override
    @Transactional
    public Optional<ArchiveHistory> of(KeyArn keyArn) {
        return archive.since(keyArn.place())
                .flatMap(_ -> session()
                        .createNativeQuery(OF, Tuple.class)
                        .setParameter("arn", keyArn.toString())
                        .getResultStream()
                        .findFirst()
                        .map(row -> history(row, users(keyArn))));
    }

    @Override
    @Transactional
    public void want(KeyArn keyArn) {
        if (archive.since(keyArn.place()).isPresent()) {
            session()
                    .createNativeMutationQuery(WANT)
                    .setParameter("arn", keyArn.toString())
                    .setParameter("account", keyArn.accountId())
                    .setParameter("region", keyArn.region())
                    .setParameter("now", now())
                    .executeUpdate();
        }
    }

    /** Within the caller's transaction. */
    void wantAll(Place place, Instant idleSince) {
        session()
                .createNativeMutationQuery(WANT_ALL)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("now", now())
                .setParameter("idle", idleSince)
                .setParameter("aDayAgo", now().minus(A_DAY))
                .executeUpdate();
    }

    /** Within the caller's transaction. */
    void keep(TrailArchive.Use use) {
        var user = use.user();
        session()
                .createNativeMutationQuery(KEEP)
                .setParameter("arn", use.keyArn().toString())
                .setParameter("operation", name(user.operation()))
                .setParameter("principal", name(user.by().principal()))
                .setParameter(
                        "service", user.by().service().map(HistoryStore::name).orElse(""))
                .setParameter("firstAt", user.firstAt())
                .setParameter("lastAt", user.lastAt())
                .setParameter("event", name(user.latest().eventId()))
                .setParameter(
                        "address",
                        user.latest().sourceAddress().map(HistoryStore::name).orElse(null),
                        String.class)
                .setParameter(
                        "context", EncryptionContext.json(storable(user.latest().encryptionContext())))
                .executeUpdate();
        session()
                .createNativeMutationQuery(KEEP_DAYS)
                .setParameter("arn", use.keyArn().toString())
                .setParameter(
                        "times", use.times().stream().map(Instant::toString).collect(Collectors.joining(" ")))
                .executeUpdate();
    }

    private List<User> users(KeyArn keyArn) {
        return session()
                .createNativeQuery(USERS, Tuple.class)
                .setParameter("arn", keyArn.toString())
                .setParameter("most", MOST)
                .getResultList()
                .stream()
                .map(HistoryStore::user)
                .toList();
    }

    private static ArchiveHistory history(Tuple row, List<User> users) {
        return new ArchiveHistory(
                users,
                searched(row),
                day(row, "recorded_since"),
                Optional.ofNullable(row.get("trouble", String.class)));
    }

    private static Optional<Interval> searched(Tuple row) {
        var asked = Optional.ofNullable(row.get("searched_from", Instant.class))
                .map(from -> new Interval(from, row.get("searched_to", Instant.class)));
        var recorded = day(row, "first_day")
                .map(first -> first.plus(A_DAY))
                .flatMap(from -> day(row, "last_day").filter(from::isBefore).map(to -> new Interval(from, to)));
        return asked.flatMap(interval -> recorded.flatMap(interval::and));
    }

    private static Optional<Instant> day(Tuple row, String column) {
        return Optional.ofNullable(row.get(column, LocalDate.class))
                .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static User user(Tuple row) {
        return new User(
                new By(
                        row.get("principal", String.class),
                        Optional.of(row.get("service", String.class)).filter(service -> !service.isEmpty())),
                row.get("operation", String.class),
                row.get("first_at", Instant.class),
                row.get("last_at", Instant.class),
                new Latest(
                        row.get("event_id", String.class),
                        Optional.ofNullable(row.get("source_address", String.class)),
                        EncryptionContext.parse(row.get("context", String.class))));
    }

    private static Map<String, String> storable(Map<String, String> context) {
        var storable = new TreeMap<String, String>();
        context.forEach((key, value) -> storable.put(name(key), StorableText.of(value, LONGEST_TEXT)));
        return storable;
    }

    private static String name(String text) {
        return StorableText.of(text, LONGEST_NAME);
    }

    private Session session() {
        return database.unwrap(Session.class);
    }

    private Instant now() {
        return clocks.domain().now();
    }
}
