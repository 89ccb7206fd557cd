package dev.keysunset.watch.guards;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys.Condition;
import dev.keysunset.engine.WatchedKeys.Span;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
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

/** The guards. At most one is in force for a key. */
@ApplicationScoped
class GuardStore {
    /** No canary is called on such a key, and no deletion of it is ours to cancel. */
    private static final Condition NOT_OURS = new Condition(false, Optional.empty(), Optional.empty());

    /**
     * No further back is read for its sake, unless a feed that keeps up may be later still: what feeds have missed of a guarded key
     * keeps no retirement waiting.
     */
    private static final Duration BACK = Duration.ofDays(1);

    /** A key under retirement is watched already, and more closely. */
    private static final String SET = """
            insert into key_guard (id, key_arn, account_id, region, key_usage, key_state, reason, by, at)
            select :id, :arn, :account, :region, :usage, :state, :reason, :by, :now
            where not exists (select from retirement_member where key_arn = :arn and live)
            on conflict (key_arn) where ended_at is null do nothing
            """;

    private static final String END = """
            update key_guard set ended_by = :by, ended_at = :now where key_arn = :arn and ended_at is null
            """;

    private static final String LATEST = """
            select id, key_arn, key_state, reason, by, at, ended_by, ended_at from key_guard
            where account_id = :account and region = :region and split_part(key_arn, '/', 2) = :keyId
            order by at desc, id desc limit 1
            """;

    private static final String IN_FORCE = """
            select id, key_arn, key_usage, at from key_guard
            where ended_at is null and account_id || '/' || region in (:places) order by key_arn
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final Duration back;

    GuardStore(EntityManager database, Clocks clocks, Tempo tempo) {
        this.database = database;
        this.clocks = clocks;
        var late = tempo.listening().tolerance().plus(tempo.listening().pollInterval());
        this.back = late.compareTo(BACK) > 0 ? late : BACK;
    }

    /** False where one is in force already, or a retirement watches the key. */
    @Transactional
    boolean set(KeyFacts key, String reason, String by) {
        var keyArn = key.keyArn();
        return database.createNativeQuery(SET)
                        .setParameter("id", clocks.ids().next())
                        .setParameter("arn", keyArn.toString())
                        .setParameter("account", keyArn.accountId())
                        .setParameter("region", keyArn.region())
                        .setParameter("usage", key.kind().keyUsage())
                        .setParameter("state", key.keyState().awsName())
                        .setParameter("reason", reason)
                        .setParameter("by", by)
                        .setParameter("now", clocks.domain().now())
                        .executeUpdate()
                == 1;
    }

    /** False where none is in force. */
    @Transactional
    boolean end(KeyArn keyArn, String by) {
        return database.createNativeQuery(END)
                        .setParameter("arn", keyArn.toString())
                        .setParameter("by", by)
                        .setParameter("now", clocks.domain().now())
                        .executeUpdate()
                == 1;
    }

    /** The one in force, or the last there was. */
    @Transactional
    Optional<Guard> latest(Place place, String keyId) {
        List<?> rows = database.createNativeQuery(LATEST)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("keyId", keyId)
                .getResultList();
        return rows.stream().map(row -> guard((Object[]) row)).findFirst();
    }

    /** As the feeds look for them: under the guard's id in the place of a retirement's. */
    @Transactional
    List<WatchedKey> at(Collection<Place> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        var earliest = clocks.domain().now().minus(back);
        List<?> rows = database.unwrap(Session.class)
                .createNativeQuery(IN_FORCE, Object[].class)
                .setParameterList("places", places.stream().map(Place::toString).toList())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new WatchedKey(
                        (UUID) row[0],
                        KeyArn.of((String) row[1]),
                        (String) row[2],
                        // A success is what its owner may have made possible again: only a refusal shows a need.
                        new Span(later((Instant) row[3], earliest), Optional.empty()),
                        NOT_OURS))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Guard guard(Object[] row) {
        return new Guard(
                (UUID) row[0],
                KeyArn.of((String) row[1]),
                (String) row[2],
                new Guard.Word((String) row[3], (String) row[4], (Instant) row[5]),
                Optional.ofNullable((Instant) row[7]).map(at -> new Guard.Ended((String) row[6], at)));
    }
}
