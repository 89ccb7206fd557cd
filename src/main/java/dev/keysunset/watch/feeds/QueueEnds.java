package dev.keysunset.watch.feeds;

import dev.keysunset.engine.Queues.End;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How the ends of the push feeds fare. */
@ApplicationScoped
class QueueEnds {
    private static final String OF = """
        select name, answered_at, received_at, received, lag_seconds, trouble from queue_end
        where feed_id = :feed order by name desc
        """;

    private final EntityManager database;

    QueueEnds(EntityManager database) {
        this.database = database;
    }

    /**
     * One end; times are domain time.
     *
     * @param answeredAt when AWS last answered, if only that there was nothing
     * @param received how many messages came, repeats included
     * @param receivedAt when the last of them came
     * @param lag how long the oldest of the last ones had lain there
     */
    record QueueEnd(
            End end,
            Optional<Instant> answeredAt,
            long received,
            Optional<Instant> receivedAt,
            Duration lag,
            Optional<String> trouble) {}

    /** The queue before its dead letters; none for a feed that is no queue. */
    List<QueueEnd> of(UUID feedId) {
        List<?> rows =
                database.createNativeQuery(OF).setParameter("feed", feedId).getResultList();
        return rows.stream().map(row -> end((Object[]) row)).toList();
    }

    private static QueueEnd end(Object[] row) {
        return new QueueEnd(
                End.valueOf((String) row[0]),
                Optional.ofNullable((Instant) row[1]),
                ((Number) row[3]).longValue(),
                Optional.ofNullable((Instant) row[2]),
                Duration.ofSeconds(((Number) row[4]).longValue()),
                Optional.ofNullable((String) row[5]));
    }
}
