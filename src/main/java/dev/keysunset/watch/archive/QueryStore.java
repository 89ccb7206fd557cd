package dev.keysunset.watch.archive;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.TrailArchive.Answer;
import dev.keysunset.watch.records.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The queries that are under way, one in a place, and what becomes of them. */
@ApplicationScoped
class QueryStore {
    /** A day of what was read is read once more, because records may come late. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final int LONGEST = 2000;

    private static final String TAKE = """
            insert into archive_place as place (account_id, region, next_at)
            values (:account, :region, clock_timestamp() + make_interval(secs => :every))
            on conflict (account_id, region) do update set next_at = excluded.next_at
                where place.next_at <= clock_timestamp()
            """;

    private static final String UNDER_WAY = """
            select token, query_from, query_to, execution_id,
                begun_at < clock_timestamp() - make_interval(secs => :patience) as overdue
            from archive_place where account_id = :account and region = :region and token is not null
            """;

    /** Replicas that ask at the same time may each begin one too many: it costs what one more would. */
    private static final String FREE = """
            select 1 from archive_place
            where account_id = :account and region = :region and token is null and (ask_at is null or ask_at <= :now)
                and (select count(*) from archive_place where token is not null) < :atOnce
            """;

    /** Never asked for, or not so far back. */
    private static final String JOIN_NEW = """
            update archive_search set joined = true
            where key_arn in (select key_arn from archive_search
                where account_id = :account and region = :region and wanted_at > :wantedSince
                    and (searched_from is null or searched_from > :since)
                order by wanted_at desc, key_arn limit :most)
            """;

    private static final String JOIN_OLD = """
            update archive_search set joined = true
            where key_arn in (select key_arn from archive_search
                where account_id = :account and region = :region and wanted_at > :wantedSince and searched_to <= :old
                order by searched_to, key_arn limit :most)
            """;

    private static final String OLDEST = """
            select min(searched_to) from archive_search where account_id = :account and region = :region and joined
            """;

    private static final String BEGIN = """
            update archive_place set token = :token, query_from = :from, query_to = :to, begun_at = clock_timestamp()
            where account_id = :account and region = :region and token is null
            """;

    private static final String ASKED_FOR = """
            select key_arn from archive_search where account_id = :account and region = :region and joined
            """;

    private static final String STARTED = """
            update archive_place set execution_id = :execution
            where account_id = :account and region = :region and token = :token
            """;

    private static final String TROUBLE = """
            update archive_place set trouble = :why where account_id = :account and region = :region and token = :token
            """;

    private static final String END = """
            update archive_place set token = null, execution_id = null, query_from = null, query_to = null, begun_at = null,
                trouble = cast(:why as text), ask_at = cast(:askAt as timestamptz)
            where account_id = :account and region = :region and token = :token
            """;

    private static final String LEAVE =
            "update archive_search set joined = false where account_id = :account and region = :region and joined";

    /** What was read before and touches it goes on counting. */
    private static final String SEARCHED = """
            update archive_search set joined = false, searched_to = :to,
                searched_from = case when searched_to >= :from then least(searched_from, cast(:from as timestamptz))
                    else cast(:from as timestamptz) end
            where account_id = :account and region = :region and joined
            """;

    private static final String RECORDED = """
            insert into archive_day (account_id, region, day)
            select :account, :region, day from unnest(cast(string_to_array(:days, ' ') as date[])) day
            on conflict do nothing
            """;

    private final EntityManager database;
    private final HistoryStore histories;
    private final Clocks clocks;
    private final Tempo tempo;
    private final ArchiveSettings settings;

    QueryStore(EntityManager database, HistoryStore histories, Clocks clocks, Tempo tempo, ArchiveSettings settings) {
        this.database = database;
        this.histories = histories;
        this.clocks = clocks;
        this.tempo = tempo;
        this.settings = settings;
    }

    /** False while it is somebody else's turn, or nobody's yet. */
    @Transactional
    boolean take(Place place) {
        return at(TAKE, place)
                        .setParameter("every", settings.every().toMillis() / 1000.0)
                        .executeUpdate()
                == 1;
    }

    @Transactional
    Optional<ArchiveQuery> underWay(Place place) {
        return database.unwrap(Session.class)
                .createNativeQuery(UNDER_WAY, Tuple.class)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("patience", settings.patience().toMillis() / 1000.0)
                .getResultStream()
                .findFirst()
                .map(row -> new ArchiveQuery(
                        row.get("token", String.class),
                        place,
                        new Interval(row.get("query_from", Instant.class), row.get("query_to", Instant.class)),
                        Optional.ofNullable(row.get("execution_id", String.class)),
                        row.get("overdue", Boolean.class)));
    }

    /** A query where there is anything to ask and room for one: first for keys that were never asked for, back to the first day. */
    @Transactional
    Optional<ArchiveQuery> begin(Place place, LocalDate since) {
        var now = clocks.domain().now();
        var readable = now.minus(tempo.listening().lag());
        var first = since.atStartOfDay().toInstant(ZoneOffset.UTC);
        if (!first.isBefore(readable) || !free(place, now)) {
            return Optional.empty();
        }
        if (settings.ofAllKeys()) {
            histories.wantAll(place, now.minus(settings.idleFor()));
        }
        if (join(JOIN_NEW, place, "since", first)) {
            return Optional.of(begun(place, new Interval(first, readable)));
        }
        if (join(JOIN_OLD, place, "old", readable.minus(settings.askAgainAfter()))) {
            var oldest = ((Instant) at(OLDEST, place).getSingleResult()).minus(OVERLAP);
            return Optional.of(begun(place, new Interval(oldest.isBefore(first) ? first : oldest, readable)));
        }
        return Optional.empty();
    }

    /** The keys that the query under way in the place asks for; none is added while it is. */
    @Transactional
    SortedSet<KeyArn> askedFor(Place place) {
        List<?> found = at(ASKED_FOR, place).getResultList();
        return found.stream().map(arn -> KeyArn.of((String) arn)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Transactional
    void started(ArchiveQuery query, String executionId) {
        of(STARTED, query).setParameter("execution", executionId).executeUpdate();
    }

    /** The query goes on. */
    @Transactional
    void trouble(ArchiveQuery query, String why) {
        of(TROUBLE, query).setParameter("why", StorableText.of(why, LONGEST)).executeUpdate();
    }

    /** @param askAgainAfter in domain time; until then no other one is made */
    @Transactional
    void giveUp(ArchiveQuery query, String why, Duration askAgainAfter) {
        if (ended(query, Optional.of(why), Optional.of(clocks.domain().now().plus(askAgainAfter)))) {
            at(LEAVE, query.place()).executeUpdate();
        }
    }

    /** False when another replica has done it meanwhile: nothing was kept then. */
    @Transactional
    boolean finish(ArchiveQuery query, Answer answer) {
        if (!ended(query, Optional.empty(), Optional.empty())) {
            return false;
        }
        at(RECORDED, query.place())
                .setParameter(
                        "days",
                        answer.recorded().stream().map(LocalDate::toString).collect(Collectors.joining(" ")))
                .executeUpdate();
        answer.uses().forEach(histories::keep);
        at(SEARCHED, query.place())
                .setParameter("from", query.range().from())
                .setParameter("to", query.range().to())
                .executeUpdate();
        return true;
    }

    private boolean free(Place place, Instant now) {
        return !at(FREE, place)
                .setParameter("now", now)
                .setParameter("atOnce", settings.queriesAtOnce())
                .getResultList()
                .isEmpty();
    }

    private boolean join(String sql, Place place, String bound, Instant value) {
        return at(sql, place)
                        .setParameter("wantedSince", clocks.domain().now().minus(HistoryStore.WANTED_FOR))
                        .setParameter("most", settings.keysAQuery())
                        .setParameter(bound, value)
                        .executeUpdate()
                > 0;
    }

    private ArchiveQuery begun(Place place, Interval range) {
        var token = clocks.ids().next().toString();
        at(BEGIN, place)
                .setParameter("token", token)
                .setParameter("from", range.from())
                .setParameter("to", range.to())
                .executeUpdate();
        return new ArchiveQuery(token, place, range, Optional.empty(), false);
    }

    private boolean ended(ArchiveQuery query, Optional<String> why, Optional<Instant> askAt) {
        return of(END, query)
                        .setParameter(
                                "why",
                                why.map(text -> StorableText.of(text, LONGEST)).orElse(null))
                        .setParameter("askAt", askAt.orElse(null))
                        .executeUpdate()
                == 1;
    }

    private Query of(String sql, ArchiveQuery query) {
        return at(sql, query.place()).setParameter("token", query.token());
    }

    private Query at(String sql, Place place) {
        return database.createNativeQuery(sql)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region());
    }
}
