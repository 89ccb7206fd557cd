package dev.keysunset.watch.feeds;

import dev.keysunset.engine.Queues.End;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** How the ends of the push feeds fare. */
@ApplicationScoped
class QueueEnds {
    private static final String ALL = """
        select feed_id, name, answered_at, received_at, received, lag_seconds, trouble from queue_end
        order by feed_id, name desc
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

    /** By the id of the feed, the queue before its dead letters; feeds that are no queue are left out. */
    Map<UUID, List<QueueEnd>> all() {
        return database.unwrap(Session.class)
                .createNativeQuery(ALL, Object[].class)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0], Collectors.mapping(QueueEnds::end, Collectors.toList())));
    }

    private static QueueEnd end(Object[] row) {
        return new QueueEnd(
                End.valueOf((String) row[1]),
                Optional.ofNullable((Instant) row[2]),
                ((Number) row[4]).longValue(),
                Optional.ofNullable((Instant) row[3]),
                Duration.ofSeconds(((Number) row[5]).longValue()),
                Optional.ofNullable((String) row[6]));
    }
}
