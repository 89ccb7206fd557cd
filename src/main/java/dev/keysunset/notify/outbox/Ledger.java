package dev.keysunset.notify.outbox;

import dev.keysunset.notify.outbox.DeliveryView.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The outbox as people read it. */
@ApplicationScoped
public class Ledger {
    private static final String SELECT = """
            select d.id, d.seq, cast(n.body as text), d.target, d.status, d.attempts, d.message_id, d.due_at, d.trouble, d.settled_at
            from notification_delivery d join notification n on n.id = d.notification_id
            """;

    /** A null parameter lets everything pass. */
    private static final String LIST = SELECT + """
            where (cast(:status as text) is null or d.status = :status)
                and (cast(:target as text) is null or d.target = :target) and d.seq < :before
            order by d.seq desc limit :limit
            """;

    private static final String AGAIN = """
            update notification_delivery set status = 'PENDING', settled_at = null, message_id = null, attempts = 0,
                tried_since = clock_timestamp(), due_at = clock_timestamp()
            where status = 'DEAD'
            """;

    private static final String REPLAY = AGAIN + " and id = :id";
    private static final String REPLAY_ALL = AGAIN + " and target = :target";

    private static final String DEAD = """
            select target, count(*), min(settled_at) from notification_delivery where status = 'DEAD' group by target order by target
            """;

    private final EntityManager database;

    Ledger(EntityManager database) {
        this.database = database;
    }

    /** Latest first. */
    @Transactional
    public List<DeliveryView> list(
            Optional<DeliveryStatus> status, Optional<String> target, Optional<Long> before, int limit) {
        return views(database.createNativeQuery(LIST, Object[].class)
                .setParameter("status", status.map(Enum::name).orElse(null))
                .setParameter("target", target.orElse(null))
                .setParameter("before", before.orElse(Long.MAX_VALUE))
                .setParameter("limit", limit));
    }

    @Transactional
    public Optional<DeliveryView> get(UUID deliveryId) {
        return views(database.createNativeQuery(SELECT + "where d.id = :id", Object[].class)
                        .setParameter("id", deliveryId))
                .stream()
                .findFirst();
    }

    /** Tries a dead letter again from the beginning; false when it is none. */
    @Transactional
    public boolean replay(UUID deliveryId) {
        return database.createNativeQuery(REPLAY).setParameter("id", deliveryId).executeUpdate() == 1;
    }

    /** Tries every dead letter of a target again from the beginning, and says how many those were. */
    @Transactional
    public int replayAll(String target) {
        return database.createNativeQuery(REPLAY_ALL)
                .setParameter("target", target)
                .executeUpdate();
    }

    /** Of each target that has any. */
    @Transactional
    public List<DeadLetters> dead() {
        return database.unwrap(Session.class)
                .createNativeQuery(DEAD, Object[].class)
                .getResultStream()
                .map(row -> new DeadLetters((String) row[0], ((Number) row[1]).longValue(), (Instant) row[2]))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<DeliveryView> views(Query query) {
        List<Object[]> rows = query.getResultList();
        return rows.stream().map(Ledger::view).toList();
    }

    private static DeliveryView view(Object[] row) {
        var status = DeliveryStatus.valueOf((String) row[4]);
        return new DeliveryView(
                (UUID) row[0],
                ((Number) row[1]).longValue(),
                NotificationJson.read((String) row[2]),
                (String) row[3],
                new Progress(
                        status,
                        ((Number) row[5]).intValue(),
                        Optional.ofNullable((UUID) row[6]),
                        Optional.of((Instant) row[7]).filter(_ -> status == DeliveryStatus.PENDING),
                        Optional.ofNullable((String) row[8]),
                        Optional.ofNullable((Instant) row[9])));
    }
}
