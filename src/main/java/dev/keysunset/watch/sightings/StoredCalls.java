package dev.keysunset.watch.sightings;

import dev.keysunset.core.Explanation;
import dev.keysunset.core.Interval;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private static final String BRIEF = """
        select n.calls, n.first, n.last,
            (select min(event_time) from watch_record
             where retirement_id = :retirement and event_time > n.last and event_time < :to""" + SERVED + """
            ) as success
        from (select count(*) as calls, min(event_time) as first, max(event_time) as last from watch_record
              where retirement_id = :retirement and kind = 'SIGHTING' and event_time >= :from and event_time < :to) n
        """;

    private final EntityManager database;
    private final CallReader reader = new CallReader();

    StoredCalls(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional
    public RecordedCalls of(UUID retirementId, Interval range) {
        var needed = new LinkedHashMap<UUID, RecordedCall>();
        needed.putAll(calls(asked(FIRST_NEEDED, retirementId, range)));
        needed.putAll(calls(asked(LATEST_NEEDED, retirementId, range)));
        var served = new LinkedHashMap<UUID, RecordedCall>();
        served.putAll(calls(managing(asked(FIRST_SERVED, retirementId, range))));
        served.putAll(calls(managing(asked(WORKING_AGAIN, retirementId, range))));
        var calls = Stream.concat(needed.values().stream(), served.values().stream())
                .sorted(Comparator.comparing(RecordedCall::time))
                .toList();
        return new RecordedCalls(calls, brief(retirementId, range).calls().count() - needed.size());
    }

    @Override
    @Transactional
    public Explanation.Brief brief(UUID retirementId, Interval range) {
        var found = (Tuple) managing(asked(BRIEF, retirementId, range)).getSingleResult();
        return new Explanation.Brief(
                new Explanation.Calls(
                        ((Number) found.get("calls")).longValue(), instant(found, "first"), instant(found, "last")),
                instant(found, "success"));
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

    private Query asked(String sql, UUID retirementId, Interval range) {
        return database.createNativeQuery(sql, Tuple.class)
                .setParameter("retirement", retirementId)
                .setParameter("from", range.from())
                .setParameter("to", range.to());
    }

    private static Query managing(Query query) {
        return query.setParameter("managing", List.copyOf(Operations.managing()));
    }

    private static Optional<Instant> instant(Tuple row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }
}
