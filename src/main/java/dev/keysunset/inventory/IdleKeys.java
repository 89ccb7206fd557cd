package dev.keysunset.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** For how long the keys were known to be unused when they were last read. */
@ApplicationScoped
public class IdleKeys {
    /** A walk through a part of the index for each step: in half the time that it takes to sort each key into one. */
    private static final String COUNT = """
            select step.idle as idle, counted.keys as keys
            from (values ('MONTH', cast(-100000 as bigint), cast(30 as bigint)), ('QUARTER', 30, 90), ('HALF', 90, 180),
                ('YEAR', 180, 365), ('LONGER', 365, 100000)) step (idle, from_days, to_days)
            cross join lateral (
                select count(*) as keys from inventory_key
                where gone_at is null and idle_seconds >= from_days * 86400 and idle_seconds < to_days * 86400) counted
            union all
            select 'UNKNOWN', count(*) from inventory_key where gone_at is null and idle_seconds is null
            """;

    private final EntityManager database;

    IdleKeys(EntityManager database) {
        this.database = database;
    }

    /** How long, in steps. */
    public enum Idle {
        LONGER("over a year", Optional.of(Duration.ofDays(365))),
        YEAR("half a year to a year", Optional.of(Duration.ofDays(180))),
        HALF("a quarter to half a year", Optional.of(Duration.ofDays(90))),
        QUARTER("a month to a quarter", Optional.of(Duration.ofDays(30))),
        MONTH("less than a month", Optional.of(Duration.ZERO)),
        /** The last use could not be read: neither used nor unused. */
        UNKNOWN("unreadable", Optional.empty());

        private final String label;
        private final Optional<Duration> atLeast;

        Idle(String label, Optional<Duration> atLeast) {
            this.label = label;
            this.atLeast = atLeast;
        }

        public String label() {
            return label;
        }

        public Optional<Duration> atLeast() {
            return atLeast;
        }
    }

    public record Count(Idle idle, long keys) {}

    /** The longest first; steps without keys are there with zero. */
    @Transactional
    public List<Count> histogram() {
        var counts = new HashMap<String, Long>();
        database.unwrap(Session.class)
                .createNativeQuery(COUNT, Tuple.class)
                .getResultStream()
                .forEach(row -> counts.put(row.get("idle", String.class), row.get("keys", Long.class)));
        return Arrays.stream(Idle.values())
                .map(idle -> new Count(idle, counts.getOrDefault(idle.name(), 0L)))
                .toList();
    }
}
