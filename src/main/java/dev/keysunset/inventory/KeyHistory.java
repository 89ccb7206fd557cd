package dev.keysunset.inventory;

import dev.keysunset.core.KeyState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What became of keys from scan to scan: their uses, and what happened to them. Every caller has a transaction. */
@ApplicationScoped
class KeyHistory {
    /** Nobody reads more than these at once; the latest are told. */
    private static final int MOST = 500;

    /** An effect may show in AWS's answers only a while after it was sent. */
    private static final Duration LATE = Duration.ofDays(1);

    private static final String SAW_USE = """
            insert into inventory_usage (key_arn, seen_at, answer, idle_since, operation, event_id)
            select :arn, :at, :answer, :since, :operation, :event
            where not exists (
                select from (select answer, idle_since from inventory_usage where key_arn = :arn
                             order by seen_at desc limit 1) latest
                where latest.answer = :answer and latest.idle_since = :since)
            on conflict (key_arn, seen_at) do nothing
            """;

    private static final String CHANGED = """
            insert into inventory_change (key_arn, kind, at, from_state, to_state, ours)
            select :arn, :kind, :at, :from, :to,
                exists (select from effect where key_arn = :arn and intended_at >= :since and intended_at <= :at)
            """;

    private static final String USES = """
            select seen_at, answer, idle_since, operation, event_id from inventory_usage where key_arn = :arn
            order by seen_at desc limit :most
            """;

    private static final String CHANGES = """
            select kind, at, from_state, to_state, ours from inventory_change where key_arn = :arn
            order by at desc, id desc limit :most
            """;

    private final EntityManager database;

    KeyHistory(EntityManager database) {
        this.database = database;
    }

    /** Keeps the key's present usage, if it is another than was seen last. */
    void sawUse(InventoryKeyRow row) {
        if (row.idleSince == null) {
            return;
        }
        database.unwrap(Session.class)
                .createNativeMutationQuery(SAW_USE)
                .setParameter("arn", row.keyArn)
                .setParameter("at", row.usageReadAt)
                .setParameter("answer", row.usage.name())
                .setParameter("since", row.idleSince)
                .setParameter("operation", row.usageOperation, String.class)
                .setParameter("event", row.usageEventId, String.class)
                .executeUpdate();
    }

    /** @param lastReadAt what was sent before it had shown already */
    void changed(InventoryKeyRow row, KeyChange.Kind kind, @Nullable KeyState from, Instant lastReadAt) {
        database.unwrap(Session.class)
                .createNativeMutationQuery(CHANGED)
                .setParameter("arn", row.keyArn)
                .setParameter("kind", kind.name())
                .setParameter("at", row.readAt)
                .setParameter("from", name(from), String.class)
                .setParameter("to", name(row.knownState), String.class)
                .setParameter("since", lastReadAt.minus(LATE))
                .executeUpdate();
    }

    /** The latest first. */
    List<UsageSeen> uses(String keyArn) {
        return rows(USES, keyArn).stream()
                .map(row -> new UsageSeen(
                        row.get("seen_at", Instant.class),
                        UsageAnswer.valueOf(row.get("answer", String.class)),
                        row.get("idle_since", Instant.class),
                        Optional.ofNullable(row.get("operation", String.class)),
                        Optional.ofNullable(row.get("event_id", String.class))))
                .toList();
    }

    /** The latest first. */
    List<KeyChange> changes(String keyArn) {
        return rows(CHANGES, keyArn).stream()
                .map(row -> new KeyChange(
                        KeyChange.Kind.valueOf(row.get("kind", String.class)),
                        row.get("at", Instant.class),
                        Optional.ofNullable(row.get("from_state", String.class)),
                        Optional.ofNullable(row.get("to_state", String.class)),
                        row.get("ours", Boolean.class) ? KeyChange.Author.US : KeyChange.Author.OTHERS))
                .toList();
    }

    private List<Tuple> rows(String sql, String keyArn) {
        return database.unwrap(Session.class)
                .createNativeQuery(sql, Tuple.class)
                .setParameter("arn", keyArn)
                .setParameter("most", MOST)
                .getResultList();
    }

    private static @Nullable String name(@Nullable KeyState state) {
        return state == null ? null : state.awsName();
    }
}
