package dev.keysunset.retirement.view;

import dev.keysunset.core.StateName;
import dev.keysunset.retirement.timeline.TimelineRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The changes of state of all retirements, in the order in which the replicas recorded them. */
@ApplicationScoped
public class RecentTimeline {
    private static final String SINCE = """
            select t.id as id, t.retirement_id as retirement, t.at as at, t.recorded_at as recorded, t.from_state as before,
                t.to_state as after, t.cause as cause, t.detail as detail,
                (select coalesce(m.aliases[1], m.key_arn) from retirement_member m where m.retirement_id = t.retirement_id
                 order by m.role, m.key_arn limit 1) as key
            from timeline t
            where t.to_state is not null
                and (t.recorded_at, t.id) > (cast(:since as timestamptz), cast(:id as uuid))
            order by t.recorded_at, t.id
            limit :limit
            """;

    private static final String LATEST = """
            select t.id as id, t.retirement_id as retirement, t.at as at, t.recorded_at as recorded, t.from_state as before,
                t.to_state as after, t.cause as cause, t.detail as detail,
                (select coalesce(m.aliases[1], m.key_arn) from retirement_member m where m.retirement_id = t.retirement_id
                 order by m.role, m.key_arn limit 1) as key
            from timeline t
            where t.to_state is not null
            order by t.recorded_at desc, t.id desc
            limit :limit
            """;

    private final EntityManager database;

    RecentTimeline(EntityManager database) {
        this.database = database;
    }

    /**
     * A retirement moved.
     *
     * @param key an alias of a member, or its ARN where it has none
     */
    public record Moved(UUID id, UUID retirementId, String key, Edge edge, Recorded recorded) {
        /** From where to where, and why; the first line of a retirement comes from nowhere. */
        public record Edge(Optional<StateName> from, StateName to, Optional<String> cause, String detail) {}

        /** When, in domain time and by the database's clock. */
        public record Recorded(Instant at, Instant recordedAt) {}
    }

    /** A place in the order of recording, in which the id decides among those of the same moment. */
    public record Mark(Instant recordedAt, UUID id) {
        private static final UUID LEAST = new UUID(0, 0);

        /** Before all that was recorded at that moment. */
        public static Mark at(Instant recordedAt) {
            return new Mark(recordedAt, LEAST);
        }

        public static Mark of(Moved moved) {
            return new Mark(moved.recorded().recordedAt(), moved.id());
        }
    }

    /** Oldest first. A transaction that was slow to commit shows up late, with an earlier {@code recordedAt}. */
    @Transactional
    public List<Moved> since(Mark mark, int limit) {
        return database.unwrap(Session.class)
                .createNativeQuery(SINCE, Tuple.class)
                .setParameter("since", mark.recordedAt().toString())
                .setParameter("id", mark.id().toString())
                .setParameter("limit", limit)
                .getResultStream()
                .map(RecentTimeline::moved)
                .toList();
    }

    /** Latest first. */
    @Transactional
    public List<Moved> latest(int limit) {
        return database.unwrap(Session.class)
                .createNativeQuery(LATEST, Tuple.class)
                .setParameter("limit", limit)
                .getResultStream()
                .map(RecentTimeline::moved)
                .toList();
    }

    /** Where that line stands; empty for an id that the database does not know. */
    @Transactional
    public Optional<Mark> mark(UUID id) {
        return Optional.ofNullable(database.find(TimelineRow.class, id)).map(row -> new Mark(row.recordedAt, row.id));
    }

    /** The database's clock, a little back. */
    @Transactional
    public Instant ago(Duration back) {
        var now = (Instant) database.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
        return now.minus(back);
    }

    private static Moved moved(Tuple row) {
        var edge = new Moved.Edge(
                Optional.ofNullable(row.get("before", String.class)).map(StateName::valueOf),
                StateName.valueOf(row.get("after", String.class)),
                Optional.ofNullable(row.get("cause", String.class)),
                row.get("detail", String.class));
        var recorded = new Moved.Recorded(row.get("at", Instant.class), row.get("recorded", Instant.class));
        return new Moved(
                row.get("id", UUID.class),
                row.get("retirement", UUID.class),
                row.get("key", String.class),
                edge,
                recorded);
    }
}
