package dev.keysunset.watch.sightings;

import dev.keysunset.core.ControlRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Sighting;
import dev.keysunset.watch.records.WatchRecord.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What decisions read of the records. Every step asks, so CloudTrail's texts stay where they are: a workload that tries again
 * while a rollback is stuck leaves thousands of them.
 */
@ApplicationScoped
public class SeenRecords {
    /** The first sighting decides and the newest ranks; of those between them enough to see how often the key is needed. */
    static final int FIRST = 100;

    static final int LATEST = 400;

    private static final String OF_ONE = """
            select id, retirement_id, key_arn, event_id, event_time, operation, principal, on_behalf_of from watch_record
            where retirement_id = asked.id and kind = 'SIGHTING'
            """;

    private static final String SIGHTINGS = "select seen.* from unnest(cast(:ids as uuid[])) as asked (id)"
            + " cross join lateral (("
            + OF_ONE + "order by event_time, id limit " + FIRST + ") union ("
            + OF_ONE + "order by event_time desc, id desc limit " + LATEST + ")) seen"
            + " order by seen.event_time, seen.id";

    private static final String COUNTS = """
            select retirement_id, count(*) as sightings from watch_record
            where kind = 'SIGHTING' and retirement_id = any(cast(:ids as uuid[])) group by retirement_id
            """;

    private static final String CONTROLS = """
            select r.retirementId, r.eventId, r.keyArn, r.eventTime, r.operation, r.principal, r.effectId, r.userAgent,
                r.sourceAddress
            from WatchRecordRow r where r.retirementId in :ids and r.kind = :kind order by r.eventTime, r.id
            """;

    private final EntityManager database;

    SeenRecords(EntityManager database) {
        this.database = database;
    }

    /** By retirement, oldest first; those without any are left out. Where there are very many, the first and the latest. */
    public Map<UUID, List<Sighting>> sightings(Collection<UUID> retirementIds) {
        return rows(asked(SIGHTINGS, retirementIds))
                .collect(Collectors.groupingBy(
                        SeenRecords::retirementId, Collectors.mapping(SeenRecords::sighting, Collectors.toList())));
    }

    /** By retirement, how many there are besides those listed; where none are, it is left out. */
    public Map<UUID, Long> leftOut(Map<UUID, List<Sighting>> listed) {
        var full = listed.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= FIRST + LATEST)
                .map(Map.Entry::getKey)
                .toList();
        var leftOut = new HashMap<UUID, Long>();
        if (!full.isEmpty()) {
            rows(asked(COUNTS, full)).forEach(row -> {
                var id = retirementId(row);
                var all = ((Number) row.get("sightings")).longValue();
                leftOut.put(id, all - listed.getOrDefault(id, List.of()).size());
            });
        }
        return leftOut;
    }

    /** By retirement, oldest first; those without any are left out. */
    public Map<UUID, List<ControlRecord>> controls(Collection<UUID> retirementIds) {
        return database.createQuery(CONTROLS, Object[].class)
                .setParameter("ids", retirementIds)
                .setParameter("kind", Kind.CONTROL)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        columns -> (UUID) columns[0], Collectors.mapping(SeenRecords::control, Collectors.toList())));
    }

    private Query asked(String sql, Collection<UUID> retirementIds) {
        return database.createNativeQuery(sql, Tuple.class)
                .setParameter("ids", retirementIds.stream().map(UUID::toString).toArray(String[]::new));
    }

    private static Stream<Tuple> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast);
    }

    private static UUID retirementId(Tuple row) {
        return row.get("retirement_id", UUID.class);
    }

    private static Sighting sighting(Tuple row) {
        return new Sighting(
                row.get("event_id", String.class),
                KeyArn.of(row.get("key_arn", String.class)),
                row.get("event_time", Instant.class),
                row.get("operation", String.class),
                row.get("principal", String.class),
                Optional.ofNullable(row.get("on_behalf_of", String.class)));
    }

    /** @param columns as {@link #CONTROLS} selects them */
    private static ControlRecord control(Object[] columns) {
        var traces = Stream.of(columns[7], columns[8])
                .filter(Objects::nonNull)
                .map(String.class::cast)
                .toList();
        var author = new ControlRecord.Author((String) columns[5], Optional.ofNullable((UUID) columns[6]), traces);
        return new ControlRecord(
                (String) columns[1], KeyArn.of((String) columns[2]), (Instant) columns[3], (String) columns[4], author);
    }
}
