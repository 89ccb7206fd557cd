package dev.keysunset.watch.sightings;

import dev.keysunset.core.Explanation;
import dev.keysunset.core.Operations;
import dev.keysunset.core.RecordedCall;
import dev.keysunset.core.RecordedCalls;
import dev.keysunset.engine.CallRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Calls as they stand in the records of the watch. */
@ApplicationScoped
class StoredCalls implements CallRecords {
    /** Enough to tell who, for what and since when; a workload that tries again all night fills no page with itself. */
    private static final int FIRST = 200;

    private static final int LATEST = 1300;
    private static final int WORKING = 1000;

    private static final String COLUMNS = """
         id, kind, key_arn, event_time, seen_at, operation, principal, on_behalf_of,
            case when length(record) <= 65536 then record end as record
        """;

    private static final String RECORDS = """
         from watch_record
        where retirement_id = :retirement and event_time >= :from and event_time < :to
        """;

    private static final String NEEDED = " and kind = 'SIGHTING' ";

    /** Whether it was a cryptographic call is decided here by what it was not: AWS adds operations. */
    private static final String SERVED = """
         and kind = 'NOTE' and error_code is null and operation not in (:managing)
         and operation not like 'Describe%' and operation not like 'List%'
         and (operation not like 'Get%' or operation = 'GetPublicKey')
        """;

    private static final String COUNT_NEEDED = "select count(*) as calls" + RECORDS + NEEDED;

    private static final String FIRST_NEEDED =
            "select " + COLUMNS + RECORDS + NEEDED + "order by event_time, id limit " + FIRST;

    private static final String LATEST_NEEDED =
            "select " + COLUMNS + RECORDS + NEEDED + "order by event_time desc, id desc limit " + LATEST;

    private static final String FIRST_SERVED =
            "select " + COLUMNS + RECORDS + SERVED + "order by event_time, id limit " + FIRST;

    /** Of each caller the first since the last call that failed: in between, a success proves nothing. */
    private static final String WORKING_AGAIN = "select * from (select distinct on (principal, on_behalf_of)" + COLUMNS
            + RECORDS + SERVED + " and event_time > (select coalesce(max(event_time), :from)" + RECORDS + NEEDED + ")"
            + " order by principal, on_behalf_of, event_time) working order by event_time limit " + WORKING;

    private static final String BRIEFS = """
        select asked.id as id, n.calls as calls, n.first as first, n.last as last,
            (select min(event_time) from watch_record
             where retirement_id = asked.retirement and event_time > n.last and event_time < asked.until""" + SERVED + """
            ) as success
        from unnest(cast(:ids as uuid[]), cast(:retirements as uuid[]), cast(:froms as timestamptz[]), cast(:tos as timestamptz[]))
            as asked (id, retirement, since, until)
        cross join lateral (
            select count(*) as calls, min(event_time) as first, max(event_time) as last from watch_record
            where retirement_id = asked.retirement and kind = 'SIGHTING'
                and event_time >= asked.since and event_time < asked.until) n
        """;

    private final EntityManager database;
    private final CallReader reader = new CallReader();

    StoredCalls(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional
    public RecordedCalls of(Span span) {
        var needed = new LinkedHashMap<UUID, RecordedCall>();
        needed.putAll(calls(asked(FIRST_NEEDED, span)));
        needed.putAll(calls(asked(LATEST_NEEDED, span)));
        var served = new LinkedHashMap<UUID, RecordedCall>();
        served.putAll(calls(managing(asked(FIRST_SERVED, span))));
        served.putAll(calls(managing(asked(WORKING_AGAIN, span))));
        var calls = Stream.concat(needed.values().stream(), served.values().stream())
                .sorted(Comparator.comparing(RecordedCall::time))
                .toList();
        return new RecordedCalls(calls, counted(span) - needed.size());
    }

    @Override
    @Transactional
    public Map<UUID, Explanation.Brief> briefs(Map<UUID, Span> asked) {
        var entries = List.copyOf(asked.entrySet());
        var query = managing(database.createNativeQuery(BRIEFS, Tuple.class))
                .setParameter("ids", texts(entries, Map.Entry::getKey))
                .setParameter(
                        "retirements", texts(entries, entry -> entry.getValue().retirementId()))
                .setParameter(
                        "froms",
                        texts(entries, entry -> entry.getValue().range().from()))
                .setParameter(
                        "tos", texts(entries, entry -> entry.getValue().range().to()));
        var briefs = new HashMap<UUID, Explanation.Brief>();
        for (var found : query.getResultList()) {
            var row = (Tuple) found;
            briefs.put(row.get("id", UUID.class), brief(row));
        }
        return briefs;
    }

    private long counted(Span span) {
        var found = (Tuple) asked(COUNT_NEEDED, span).getSingleResult();
        return ((Number) found.get("calls")).longValue();
    }

    private static Explanation.Brief brief(Tuple row) {
        return new Explanation.Brief(
                new Explanation.Calls(
                        ((Number) row.get("calls")).longValue(), instant(row, "first"), instant(row, "last")),
                instant(row, "success"));
    }

    private static <T> String[] texts(List<T> items, Function<T, Object> text) {
        return items.stream().map(text).map(Object::toString).toArray(String[]::new);
    }

    private Map<UUID, RecordedCall> calls(Query query) {
        var calls = new LinkedHashMap<UUID, RecordedCall>();
        // Texts are large; only what is read from them is kept.
        query.setHint("org.hibernate.fetchSize", 100);
        try (Stream<?> rows = query.getResultStream()) {
            rows.map(Tuple.class::cast).forEach(row -> calls.put(row.get("id", UUID.class), reader.read(row)));
        }
        return calls;
    }

    private Query asked(String sql, Span span) {
        return database.createNativeQuery(sql, Tuple.class)
                .setParameter("retirement", span.retirementId())
                .setParameter("from", span.range().from())
                .setParameter("to", span.range().to());
    }

    private static Query managing(Query query) {
        return query.setParameter("managing", List.copyOf(Operations.managing()));
    }

    private static Optional<Instant> instant(Tuple row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }
}
