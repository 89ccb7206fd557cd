package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Cause;
import dev.keysunset.core.EarlierRollback;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RootCause;
import dev.keysunset.engine.EarlierRollbacks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Remembers what on-call found out, for whoever decides on the same key again. */
@ApplicationScoped
class RollbackMemory implements EarlierRollbacks {
    private static final String EARLIER = """
            select m.key_arn as key, e.opened_at as at, e.because as because, e.root_cause as cause, e.resolved_by as by,
                e.resolution as resolution
            from rollback_event e join retirement_member m on m.retirement_id = e.retirement_id
            where m.key_arn in (:keys) and e.closed_at is not null
            order by e.opened_at, e.id, m.key_arn
            """;

    private final EntityManager database;

    RollbackMemory(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional
    public List<EarlierRollback> of(Collection<KeyArn> keys) {
        return database.unwrap(Session.class)
                .createNativeQuery(EARLIER, Tuple.class)
                .setParameter("keys", keys.stream().map(KeyArn::toString).toList())
                .getResultStream()
                .map(RollbackMemory::earlier)
                .toList();
    }

    private static EarlierRollback earlier(Tuple row) {
        return new EarlierRollback(
                KeyArn.of(row.get("key", String.class)),
                row.get("at", Instant.class),
                Cause.valueOf(row.get("because", String.class)),
                Optional.ofNullable(row.get("resolution", String.class))
                        .map(text -> new EarlierRollback.Resolution(
                                Optional.ofNullable(row.get("cause", String.class))
                                        .map(RootCause::valueOf),
                                row.get("by", String.class),
                                text)));
    }
}
