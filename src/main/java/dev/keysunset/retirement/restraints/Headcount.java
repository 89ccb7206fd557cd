package dev.keysunset.retirement.restraints;

import dev.keysunset.core.Retirement;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.DomainClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Optional;

/** How many keys are affected by other retirements: what the caps are measured by. */
@ApplicationScoped
class Headcount {
    /**
     * Of two that were approved in the same moment the earlier goes first: were each counted by the other, both would wait
     * for ever.
     */
    private static final String DISABLED = """
            select count(*) from retirement_member m join retirement r on r.id = m.retirement_id
            where r.live and r.id <> :retirement and (cast(:account as text) is null or m.account_id = :account)
              and (r.state in ('OBSERVING', 'AWAITING_DELETION_APPROVAL', 'SCHEDULING_DELETION', 'PENDING_DELETION')
                   or r.state = 'DISABLING' and (not :underWay or (r.state_since, r.id) < (:since, :retirement)))
            """;

    private static final String SCHEDULED = """
            select count(distinct e.key_arn) from effect e left join effect_outcome o on o.effect_id = e.id
            where e.action = 'ScheduleKeyDeletion' and e.intended_at > :since and e.retirement_id <> :retirement
              and o.outcome is distinct from 'REFUSED'
            """;

    private final EntityManager database;
    private final DomainClock clock;

    Headcount(EntityManager database, DomainClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keys disabled by other retirements, of those that come before this one. */
    long disabledBefore(Retirement retirement, Optional<String> accountId) {
        return ((Number) database.createNativeQuery(DISABLED)
                        .setParameter("retirement", retirement.id())
                        .setParameter("account", accountId.orElse(null))
                        .setParameter("underWay", retirement.state().name() == StateName.DISABLING)
                        .setParameter("since", retirement.standing().since())
                        .getSingleResult())
                .longValue();
    }

    /** Keys of other retirements that were, or may have been, scheduled for deletion within 24 hours. */
    long scheduledLastDay(Retirement retirement) {
        return ((Number) database.createNativeQuery(SCHEDULED)
                        .setParameter("since", clock.now().minus(Duration.ofDays(1)))
                        .setParameter("retirement", retirement.id())
                        .getSingleResult())
                .longValue();
    }
}
