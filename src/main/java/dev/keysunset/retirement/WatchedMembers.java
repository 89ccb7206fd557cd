package dev.keysunset.retirement;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The members that are, or may be, unusable by our doing; and those of a rollback until its quarantine is over. */
@ApplicationScoped
class WatchedMembers implements WatchedKeys {
    /** A rollback restores the key: from then on a success is what everybody hopes for. */
    private static final Set<StateName> RESTORED = Set.of(StateName.ROLLING_BACK, StateName.ROLLED_BACK);

    private static final String AT = """
            select m.keyArn, r from MemberRow m join RetirementRow r on r.id = m.retirementId
            where m.live and m.accountId = :account and m.region = :region and r.standing.watchedSince is not null
            order by m.keyArn
            """;

    /** What has ended for good stays asleep. The version stays: nothing that people see has changed. */
    private static final String WAKE = """
            update retirement set next_due_at = least(next_due_at, :now), urgency = 0, woken = true
            where id in (
                select id from retirement where id in (:ids) and next_due_at is not null order by id for no key update)
            """;

    private final EntityManager database;
    private final Clocks clocks;

    WatchedMembers(EntityManager database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    @Override
    @Transactional
    public List<WatchedKey> at(Place place) {
        return database.createQuery(AT, Object[].class)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .getResultStream()
                .map(found -> watched((String) found[0], (RetirementRow) found[1]))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    @Transactional
    public void wake(Collection<UUID> retirementIds) {
        if (!retirementIds.isEmpty()) {
            database.createNativeQuery(WAKE)
                    .setParameter("now", clocks.domain().now())
                    .setParameter("ids", retirementIds)
                    .executeUpdate();
        }
    }

    private static Optional<WatchedKey> watched(String keyArn, RetirementRow row) {
        var standing = row.standing;
        var settledSince = RESTORED.contains(standing.state)
                ? Optional.<Instant>empty()
                : Optional.ofNullable(standing.windowOpensAt);
        return Optional.ofNullable(standing.watchedSince)
                .map(since -> new WatchedKey(row.id, KeyArn.of(keyArn), since, settledSince));
    }
}
