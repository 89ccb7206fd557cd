package dev.keysunset.retirement.timeline;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.retirement.StoredJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The append-only history. Every writer holds the lock of the retirement's row, so the numbers have no gaps and no rivals.
 */
@ApplicationScoped
public class Timeline {
    /** What the service itself did is done by nobody else. */
    public static final String KEYSUNSET = "keysunset";

    /** What a line tells of. */
    public enum Kind {
        SUBMITTED,
        ASSESSED,
        MOVED,
        EFFECT_INTENDED,
        EFFECT_DONE,
        EFFECT_REFUSED,
        APPROVED,
        REJECTED,
        APPROVAL_WITHDRAWN,
        ORDERED,
        ORDER_ANSWERED,
        HELD,
        RELEASED,
        RETRIED,
        ATTENTION,
        ATTENTION_CLEARED,
        STEP_FAILED,
        ROLLBACK_ASSIGNED,
        ROLLBACK_ACKNOWLEDGED,
        ROLLBACK_COMMENTED,
        ROLLBACK_RESOLVED,
        ENDED
    }

    /** A change of state, where the line tells of one. */
    record Edge(StateName from, StateName to, String cause) {}

    public record Line(Kind kind, Optional<Edge> edge, String actor, String detail, Map<String, ?> facts) {
        public static Line of(Kind kind, String actor, String detail) {
            return new Line(kind, Optional.empty(), actor, detail, Map.of());
        }

        public static Line moved(StateName from, Decision.Move move, Map<String, ?> facts) {
            return new Line(
                    Kind.MOVED,
                    Optional.of(new Edge(from, move.next().name(), move.cause().name())),
                    KEYSUNSET,
                    move.detail(),
                    facts);
        }
    }

    private static final String APPEND = """
            insert into timeline (id, retirement_id, seq, at, kind, from_state, to_state, cause, actor, detail, facts)
            values (:id, :retirement, (select coalesce(max(seq), 0) + 1 from timeline where retirement_id = :retirement),
                :at, :kind, :from, :to, :cause, :actor, :detail, cast(:facts as jsonb))
            """;

    private static final String LATEST_MOVE =
            "select max(t.at) from TimelineRow t where t.retirementId = :retirement and t.cause = :cause";

    private final EntityManager database;
    private final Clocks clocks;
    private final Tidings tidings;

    Timeline(EntityManager database, Clocks clocks, Tidings tidings) {
        this.database = database;
        this.clocks = clocks;
        this.tidings = tidings;
    }

    public void append(UUID retirementId, Instant at, Line line) {
        var id = clocks.ids().next();
        database.createNativeQuery(APPEND)
                .setParameter("id", id)
                .setParameter("retirement", retirementId)
                .setParameter("at", at)
                .setParameter("kind", line.kind().name())
                .setParameter(
                        "from", line.edge().map(edge -> edge.from().name()).orElse(null))
                .setParameter("to", line.edge().map(edge -> edge.to().name()).orElse(null))
                .setParameter("cause", line.edge().map(Edge::cause).orElse(null))
                .setParameter("actor", line.actor())
                .setParameter("detail", line.detail())
                .setParameter("facts", StoredJson.of(line.facts()))
                .executeUpdate();
        line.edge().ifPresent(edge -> tidings.moved(retirementId, edge, line.detail(), new Once("timeline:" + id, at)));
    }

    /** When it last moved for that cause. */
    public Optional<Instant> movedAt(UUID retirementId, Cause cause) {
        return Optional.ofNullable(database.createQuery(LATEST_MOVE, Instant.class)
                .setParameter("retirement", retirementId)
                .setParameter("cause", cause.name())
                .getSingleResultOrNull());
    }
}
