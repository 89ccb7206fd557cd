package dev.keysunset.inventory.candidates;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyHolds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The holds on keys: each with a reason, and each with an end. */
@ApplicationScoped
public class HoldStore implements KeyHolds {
    private static final String HOLD = """
            insert into key_hold (id, key_arn, by, reason, at, until) values (:id, :keyArn, :by, :reason, :at, :until)
            """;

    private static final String RELEASE = """
            update key_hold set released_by = :by, released_at = :now
            where id = :id and key_arn = :keyArn and released_at is null and until > :now
            """;

    private static final String ALL = """
            select id, by, reason, at, until, released_by, released_at from key_hold where key_arn = :keyArn
            order by at, id
            """;

    private static final String IN_FORCE = """
            select key_arn, by, reason, until from key_hold
            where key_arn in (:keyArns) and released_at is null and until > :now order by until desc limit 1
            """;

    private final EntityManager database;
    private final Clocks clocks;

    HoldStore(EntityManager database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    /**
     * A hold, in force until its end or its release.
     *
     * @param at domain time, as {@code until}
     */
    public record Hold(UUID id, String by, String reason, Instant at, Instant until, Optional<Released> released) {
        static Hold of(Object[] row) {
            return new Hold(
                    (UUID) row[0],
                    (String) row[1],
                    (String) row[2],
                    (Instant) row[3],
                    (Instant) row[4],
                    Optional.ofNullable((Instant) row[6]).map(at -> new Released((String) row[5], at)));
        }
    }

    /** Who ended it before its time. */
    public record Released(String by, Instant at) {}

    @Transactional
    Hold hold(KeyArn keyArn, String by, String reason, Duration length) {
        var now = clocks.domain().now();
        var hold = new Hold(clocks.ids().next(), by, reason, now, now.plus(length), Optional.empty());
        database.createNativeQuery(HOLD)
                .setParameter("id", hold.id())
                .setParameter("keyArn", keyArn.toString())
                .setParameter("by", by)
                .setParameter("reason", reason)
                .setParameter("at", now)
                .setParameter("until", hold.until())
                .executeUpdate();
        return hold;
    }

    /** @return false when there is no such hold in force on the key */
    @Transactional
    boolean release(KeyArn keyArn, UUID id, String by) {
        return database.createNativeQuery(RELEASE)
                        .setParameter("id", id)
                        .setParameter("keyArn", keyArn.toString())
                        .setParameter("by", by)
                        .setParameter("now", clocks.domain().now())
                        .executeUpdate()
                == 1;
    }

    /** Every hold the key ever had, in order. */
    @Transactional
    List<Hold> of(KeyArn keyArn) {
        return database.unwrap(Session.class)
                .createNativeQuery(ALL, Object[].class)
                .setParameter("keyArn", keyArn.toString())
                .getResultStream()
                .map(Hold::of)
                .toList();
    }

    @Override
    @Transactional
    public Optional<Held> on(Collection<KeyArn> keys) {
        return database.unwrap(Session.class)
                .createNativeQuery(IN_FORCE, Object[].class)
                .setParameter("keyArns", keys.stream().map(KeyArn::toString).toList())
                .setParameter("now", clocks.domain().now())
                .getResultStream()
                .map(row -> new Held(KeyArn.of((String) row[0]), (String) row[1], (String) row[2], (Instant) row[3]))
                .findFirst();
    }
}
