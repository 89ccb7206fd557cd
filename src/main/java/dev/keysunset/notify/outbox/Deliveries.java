package dev.keysunset.notify.outbox;

import dev.keysunset.engine.Clocks;
import dev.keysunset.notify.NotifySettings;
import dev.keysunset.notify.channel.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The outbox as a queue, judged by the database's clock. Every method is one transaction, and none calls a target. */
@ApplicationScoped
public class Deliveries {
    private static final int MOST_IN_A_MESSAGE = 100;

    /**
     * The first of each thread that is due and nobody's; a thread's next waits until the one before it is settled, unless both
     * go out as one message.
     */
    private static final String HEADS = """
            select d.id, d.message_id from notification_delivery d
            where d.target = :target and d.status = 'PENDING' and d.due_at <= clock_timestamp()
                and (d.leased_until is null or d.leased_until <= clock_timestamp())
                and not exists (select 1 from notification_delivery e
                    where e.target = d.target and e.thread = d.thread and e.status = 'PENDING' and e.seq < d.seq
                        and (not :groups or e.message_id is null or e.message_id is distinct from d.message_id))
            order by d.seq limit :limit for update skip locked
            """;

    /** What follows something in another message waits for that message: it would be told before what it follows. */
    private static final String GATHER = """
            update notification_delivery set message_id = :message
            where id in (select d.id from notification_delivery d
                where d.target = :target and d.status = 'PENDING' and d.message_id is null
                    and not exists (select 1 from notification_delivery e
                        where e.target = d.target and e.thread = d.thread and e.status = 'PENDING' and e.seq < d.seq
                            and e.message_id <> :message)
                order by d.seq limit :limit for update skip locked)
            """;

    /**
     * A target may have grouped before it got its present channel. What then failed as one message now goes out row by row, and
     * stays that message in case the channel is changed back.
     */
    private static final String LEASE = """
            update notification_delivery d set message_id = coalesce(d.message_id, :message), attempts = attempts + 1,
                lease_token = :token, leased_until = clock_timestamp() + make_interval(secs => :lease)
            from notification n
            where n.id = d.notification_id and d.status = 'PENDING'
                and (d.id = :message or (:groups and d.message_id = :message))
            returning d.seq, d.attempts, n.id, cast(n.body as text)
            """;

    private static final String SENT = """
            update notification_delivery set status = 'SENT', settled_at = clock_timestamp(), lease_token = null,
                leased_until = null, trouble = null
            where (id = :message or message_id = :message) and status = 'PENDING' and lease_token = :token
            """;

    private static final String LATER = """
            update notification_delivery set lease_token = null, leased_until = null, trouble = :trouble,
                due_at = clock_timestamp() + make_interval(secs => :pause),
                status = case when tried_since <= clock_timestamp() - make_interval(secs => :patience)
                    then 'DEAD' else 'PENDING' end,
                settled_at = case when tried_since <= clock_timestamp() - make_interval(secs => :patience)
                    then clock_timestamp() end
            where (id = :message or message_id = :message) and status = 'PENDING' and lease_token = :token
            """;

    private final EntityManager database;
    private final Targets targets;
    private final NotifySettings settings;
    private final Clocks clocks;

    Deliveries(EntityManager database, Targets targets, NotifySettings settings, Clocks clocks) {
        this.database = database;
        this.targets = targets;
        this.settings = settings;
        this.clocks = clocks;
    }

    /** Leases up to {@code limit} messages to one target. */
    @Transactional
    public List<Delivery> claimDue(String target, int limit) {
        // Taken before the query, so that our idea of the lease's end is never later than the database's.
        var claimedAt = clocks.real().now();
        var groups = targets.groups(target);
        if (groups) {
            // Two who gather at once would make two messages of one.
            database.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:target, 16))")
                    .setParameter("target", target)
                    .getSingleResult();
        }
        var claimed = new ArrayList<Delivery>();
        for (var head : heads(target, groups ? 1 : limit)) {
            var message = groups ? head.message().orElse(head.id()) : head.id();
            if (groups && head.message().isEmpty()) {
                gather(target, message);
            }
            lease(target, message, claimedAt.plus(settings.lease())).ifPresent(claimed::add);
        }
        return List.copyOf(claimed);
    }

    /** False when the lease was lost: another replica sends it once more. */
    @Transactional
    boolean sent(Delivery delivery) {
        return settle(SENT, delivery).executeUpdate() > 0;
    }

    /** Tried again after a pause, unless it has been tried for as long as the settings allow. */
    @Transactional
    boolean later(Delivery delivery, String trouble, Duration pause) {
        return missed(delivery, trouble, pause, settings.giveUpAfter());
    }

    /** Tried no more until somebody wants it replayed. */
    @Transactional
    boolean dead(Delivery delivery, String trouble) {
        return missed(delivery, trouble, Duration.ZERO, Duration.ZERO);
    }

    private boolean missed(Delivery delivery, String trouble, Duration pause, Duration patience) {
        return settle(LATER, delivery)
                        .setParameter("trouble", trouble)
                        .setParameter("pause", seconds(pause))
                        .setParameter("patience", seconds(patience))
                        .executeUpdate()
                > 0;
    }

    private jakarta.persistence.Query settle(String statement, Delivery delivery) {
        return database.createNativeQuery(statement)
                .setParameter("message", delivery.message().id())
                .setParameter("token", delivery.leaseToken());
    }

    private record Head(UUID id, Optional<UUID> message) {}

    private List<Head> heads(String target, int limit) {
        return rows(database.createNativeQuery(HEADS, Object[].class)
                        .setParameter("target", target)
                        .setParameter("groups", targets.groups(target))
                        .setParameter("limit", limit))
                .stream()
                .map(row -> new Head((UUID) row[0], Optional.ofNullable((UUID) row[1])))
                .toList();
    }

    private void gather(String target, UUID message) {
        database.createNativeQuery(GATHER)
                .setParameter("message", message)
                .setParameter("target", target)
                .setParameter("limit", MOST_IN_A_MESSAGE)
                .executeUpdate();
    }

    private Optional<Delivery> lease(String target, UUID message, java.time.Instant leaseEnds) {
        var token = clocks.ids().next();
        var leased = rows(database.createNativeQuery(LEASE, Object[].class)
                        .setParameter("message", message)
                        .setParameter("groups", targets.groups(target))
                        .setParameter("token", token)
                        .setParameter("lease", seconds(settings.lease())))
                .stream()
                .sorted(Comparator.comparingLong(row -> ((Number) row[0]).longValue()))
                .toList();
        if (leased.isEmpty()) {
            return Optional.empty();
        }
        var told = leased.stream()
                .map(row -> new Message.Told((UUID) row[2], NotificationJson.read((String) row[3])))
                .collect(Collectors.toUnmodifiableList());
        var attempt = leased.stream()
                .mapToInt(row -> ((Number) row[1]).intValue())
                .max()
                .orElse(1);
        return Optional.of(new Delivery(target, new Message(message, told), attempt, token, leaseEnds));
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(jakarta.persistence.Query query) {
        return query.getResultList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
