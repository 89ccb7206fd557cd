package dev.keysunset.retirement.view;

import dev.keysunset.retirement.timeline.Timeline;
import dev.keysunset.retirement.view.RetirementQueries.TimelineEntry;
import dev.keysunset.web.Position;
import dev.keysunset.web.Sought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Searches the history of all retirements, in the order in which it was recorded. */
@ApplicationScoped
public class TimelineSearch {
    /** What a line can tell of. */
    public static final List<String> KINDS =
            Arrays.stream(Timeline.Kind.values()).map(Enum::name).sorted().toList();

    private static final String SEARCH = """
            select t.id as id, t.retirement_id as retirement, t.seq as seq, t.at as at, t.recorded_at as recorded,
                t.kind as kind, t.from_state as before, t.to_state as after, t.cause as cause, t.actor as actor,
                t.detail as detail,
                (select coalesce(m.aliases[1], m.key_arn) from retirement_member m where m.retirement_id = t.retirement_id
                 order by m.role, m.key_arn limit 1) as key
            from timeline t
            where (cast(:kind as text) is null or t.kind = :kind)
              and (cast(:actor as text) is null or t.actor = :actor)
              and (cast(:words as text) is null or lower(t.detail) like lower(:words) escape '!')
              and (cast(:afterAt as timestamptz) is null
                   or (t.recorded_at, t.id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid)))
            order by t.recorded_at desc, t.id desc
            limit :limit
            """;

    private final EntityManager database;

    TimelineSearch(EntityManager database) {
        this.database = database;
    }

    /**
     * What is looked for; what is absent does not narrow.
     *
     * @param q part of a line's detail, whatever its case
     * @param actor who did it, in full
     */
    public record Asked(Optional<String> q, Optional<String> kind, Optional<String> actor) {}

    /**
     * A line, and whose it is.
     *
     * @param key an alias of a member, or its ARN where it has none
     */
    public record Found(UUID retirementId, String key, TimelineEntry entry) {}

    /** Latest first. */
    @Transactional
    public List<Found> latest(Asked asked, Optional<Position> after, int limit) {
        return database.unwrap(Session.class)
                .createNativeQuery(SEARCH, Tuple.class)
                .setParameter("kind", asked.kind().orElse(null))
                .setParameter("actor", asked.actor().orElse(null))
                .setParameter("words", asked.q().map(Sought::anywhere).orElse(null))
                .setParameter(
                        "afterAt",
                        after.map(position -> position.at().toString()).orElse(null))
                .setParameter(
                        "afterId",
                        after.map(position -> position.id().toString()).orElse(null))
                .setParameter("limit", limit)
                .getResultStream()
                .map(TimelineSearch::found)
                .toList();
    }

    private static Found found(Tuple row) {
        var told = new RetirementQueries.Told(
                row.get("kind", String.class),
                Optional.ofNullable(row.get("before", String.class)),
                Optional.ofNullable(row.get("after", String.class)),
                Optional.ofNullable(row.get("cause", String.class)),
                row.get("actor", String.class),
                row.get("detail", String.class));
        return new Found(
                row.get("retirement", UUID.class),
                row.get("key", String.class),
                new TimelineEntry(
                        row.get("id", UUID.class),
                        row.get("seq", Integer.class),
                        row.get("at", Instant.class),
                        row.get("recorded", Instant.class),
                        told,
                        Map.of()));
    }
}
