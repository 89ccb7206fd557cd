package dev.keysunset.watch.uses;

import dev.keysunset.core.ExplainedUse;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KnownUses;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.Place;
import dev.keysunset.core.RecordedCall;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.ArchiveHistories;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyUses;
import dev.keysunset.engine.LastUses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;

/** The last uses, and what is known of each. */
@ApplicationScoped
class UseStore implements KeyUses, LastUses {
    /** More of one key tell nobody more. */
    private static final int MOST = 50;

    /** What is explained stays as it is: its row is written once. */
    private static final String WANT = """
            insert into last_use (key_arn, event_id, account_id, region, used_at, operation, wanted, state, ask_at)
            values (:arn, :event, :account, :region, :at, :operation, true, 'WAITING', :now)
            on conflict (key_arn, event_id) do update set wanted = true
                where not last_use.wanted and last_use.state <> 'EXPLAINED'
            """;

    /** The one that CloudTrail forgets next; those it has forgotten already are not worth a row. */
    private static final String TAKE_ONE = """
            insert into last_use (key_arn, event_id, account_id, region, used_at, operation, wanted, state, ask_at)
            select k.key_arn, k.usage_event_id, k.account_id, k.region, k.idle_since,
                coalesce(k.usage_operation, 'unnamed operation'), false, 'WAITING', :now
            from inventory_key k
            where k.account_id = :account and k.region = :region and k.usage = 'USED' and k.usage_event_id is not null
                and k.gone_at is null and k.manager is distinct from 'AWS'
                and k.idle_since > :remembered and k.idle_since <= :idle
                and not exists (select from last_use l where l.key_arn = k.key_arn and l.event_id = k.usage_event_id)
            order by k.idle_since, k.key_arn limit 1
            on conflict (key_arn, event_id) do nothing
            """;

    private static final String NEXT = """
            select key_arn, event_id, used_at, operation from last_use
            where account_id = :account and region = :region and state not in ('EXPLAINED', 'FORGOTTEN')
                and ask_at <= :now
            order by wanted desc, used_at, key_arn limit 1
            """;

    private static final String FORGET = """
            update last_use set state = 'FORGOTTEN'
            where account_id = :account and region = :region and state not in ('EXPLAINED', 'FORGOTTEN')
                and used_at <= :remembered
            """;

    private static final String EXPLAIN = """
            update last_use set state = 'EXPLAINED', asked_at = :now, trouble = null, event_time = :time, event_name = :name,
                principal = :principal, principal_kind = :kind, principal_account = cast(:principalAccount as text),
                on_behalf_of = cast(:onBehalfOf as text), service = cast(:service as text),
                source_address = cast(:address as text), user_agent = cast(:agent as text),
                encryption_context = cast(:context as jsonb), record = :record
            where key_arn = :arn and event_id = :event and state <> 'EXPLAINED'
            """;

    private static final String NOT_EXPLAINED = """
            update last_use set state = :state, asked_at = :now, trouble = cast(:trouble as text), ask_at = :askAt
            where key_arn = :arn and event_id = :event and state <> 'EXPLAINED'
            """;

    private static final String ALL = """
            select used_at, operation, event_id, state, asked_at, trouble, event_time, event_name, principal, principal_kind,
                principal_account, on_behalf_of, service, source_address, user_agent,
                cast(encryption_context as text) as context, record
            from last_use where key_arn = :arn order by used_at desc, event_id limit :most
            """;

    /** A day's uses are one for whoever looks for a rhythm. */
    private static final String TIMES = """
            select max(at) as at from (
                select idle_since as at from inventory_usage where key_arn = :arn and answer = 'USED'
                union all select used_at from last_use where key_arn = :arn
                union all select at from archive_use_day where key_arn = :arn
                union all select event_time from watch_record where key_arn = :arn and kind = 'SIGHTING') seen
            group by date_trunc('day', at, 'UTC') order by 1 desc limit 500
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final AskingTurns turns;
    private final SearchStore searches;
    private final ArchiveHistories archives;

    UseStore(
            EntityManager database, Clocks clocks, AskingTurns turns, SearchStore searches, ArchiveHistories archives) {
        this.database = database;
        this.clocks = clocks;
        this.turns = turns;
        this.searches = searches;
        this.archives = archives;
    }

    /** A last use whose record is asked for now. */
    record Due(KeyArn keyArn, Usage.Used use) {
        String eventId() {
            return use.cloudTrailEventId().orElseThrow();
        }
    }

    @Override
    @Transactional
    public KnownUses of(KeyArn keyArn, Usage usage) {
        if (usage instanceof Usage.Used use && use.cloudTrailEventId().isPresent()) {
            want(keyArn, use, use.cloudTrailEventId().get());
        }
        if (usage instanceof Usage.Unreadable failed && failed.lasting()) {
            searches.want(keyArn);
        }
        archives.want(keyArn);
        var archive = archives.of(keyArn);
        var explained =
                of(keyArn).stream().flatMap(use -> use.explained().stream()).map(use -> use.call(keyArn));
        var archived = archive.stream().flatMap(known -> known.calls(keyArn).stream());
        var calls = Stream.concat(explained, archived)
                .sorted(Comparator.comparing(RecordedCall::time).reversed())
                .toList();
        return new KnownUses(times(keyArn), calls, searches.of(keyArn), archive);
    }

    @Override
    @Transactional
    public List<LastUse> of(KeyArn keyArn) {
        return session()
                .createNativeQuery(ALL, Tuple.class)
                .setParameter("arn", keyArn.toString())
                .setParameter("most", MOST)
                .getResultList()
                .stream()
                .map(LastUseRow::read)
                .toList();
    }

    /** The most urgent of the place that has not been asked for, or is to be asked for again; its turn is taken by this. */
    @Transactional
    Optional<Due> next(Place place, UseSettings settings) {
        var now = clocks.domain().now();
        at(FORGET, place).setParameter("remembered", now.minus(LastUse.HISTORY)).executeUpdate();
        var next = due(place, now);
        if (next.isEmpty() && settings.ofAllKeys()) {
            at(TAKE_ONE, place)
                    .setParameter("now", now)
                    .setParameter("remembered", now.minus(LastUse.HISTORY))
                    .setParameter("idle", now.minus(settings.idleFor()))
                    .executeUpdate();
            next = due(place, now);
        }
        return next.filter(_ -> turns.take(place, AskingTurns.Work.RECORDS));
    }

    @Transactional
    void explain(Due due, ExplainedUse use) {
        var source = use.by().source();
        named(EXPLAIN, due)
                .setParameter("time", use.at())
                .setParameter("name", use.operation())
                .setParameter("principal", use.by().principal())
                .setParameter("kind", use.by().kind())
                .setParameter("principalAccount", use.by().accountId().orElse(null))
                .setParameter("onBehalfOf", use.by().onBehalfOf().orElse(null))
                .setParameter("service", source.service().orElse(null))
                .setParameter("address", source.address().orElse(null))
                .setParameter("agent", source.userAgent().orElse(null))
                .setParameter("context", LastUseRow.json(use.encryptionContext()))
                .setParameter("record", use.record())
                .executeUpdate();
    }

    /** @param askAt when it is asked for again, in domain time */
    @Transactional
    void keep(Due due, LastUse.State state, Optional<String> trouble, Instant askAt) {
        named(NOT_EXPLAINED, due)
                .setParameter("state", state.name())
                .setParameter("trouble", trouble.orElse(null))
                .setParameter("askAt", askAt)
                .executeUpdate();
    }

    private void want(KeyArn keyArn, Usage.Used use, String eventId) {
        at(WANT, keyArn.place())
                .setParameter("arn", keyArn.toString())
                .setParameter("event", eventId)
                .setParameter("at", use.at())
                .setParameter("operation", use.operation())
                .setParameter("now", clocks.domain().now())
                .executeUpdate();
    }

    private Optional<Due> due(Place place, Instant now) {
        List<?> rows = at(NEXT, place).setParameter("now", now).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Due(
                        KeyArn.of((String) row[0]),
                        new Usage.Used((Instant) row[2], (String) row[3], Optional.of((String) row[1]))))
                .findFirst();
    }

    private List<Instant> times(KeyArn keyArn) {
        return session()
                .createNativeQuery(TIMES, Instant.class)
                .setParameter("arn", keyArn.toString())
                .getResultList()
                .reversed();
    }

    private Query at(String sql, Place place) {
        return database.createNativeQuery(sql)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region());
    }

    private Query named(String sql, Due due) {
        return database.createNativeQuery(sql)
                .setParameter("arn", due.keyArn().toString())
                .setParameter("event", due.eventId())
                .setParameter("now", clocks.domain().now());
    }

    private Session session() {
        return database.unwrap(Session.class);
    }
}
