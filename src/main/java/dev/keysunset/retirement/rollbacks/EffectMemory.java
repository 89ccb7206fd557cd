package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.BroughtBack;
import dev.keysunset.core.Place;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.KeysBroughtBack;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Remembers which calls that bring keys back AWS has carried out. Those nobody knows the end of are left out. */
@ApplicationScoped
class EffectMemory implements KeysBroughtBack {
    private static final String LAST = """
            select e.action as action, max(o.at) as at
            from effect e
            join effect_outcome o on o.effect_id = e.id
            join retirement_member m on m.retirement_id = e.retirement_id and m.key_arn = e.key_arn
            where e.action in ('EnableKey', 'CancelKeyDeletion') and e.intended_at > :since and o.outcome = 'DONE'
                and m.account_id = :account and m.region = :region
            group by e.action
            """;

    private final EntityManager database;
    private final DomainClock clock;

    EffectMemory(EntityManager database, DomainClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    @Transactional
    public BroughtBack lastIn(Place place) {
        Map<String, Instant> last = database.unwrap(Session.class)
                .createNativeQuery(LAST, Tuple.class)
                .setParameter("since", clock.now().minus(BroughtBack.REMEMBERED))
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get("action", String.class), row -> row.get("at", Instant.class)));
        return new BroughtBack(
                Optional.ofNullable(last.get("EnableKey")), Optional.ofNullable(last.get("CancelKeyDeletion")));
    }
}
