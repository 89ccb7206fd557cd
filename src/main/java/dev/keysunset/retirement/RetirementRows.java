package dev.keysunset.retirement;

import dev.keysunset.core.StateName;
import dev.keysunset.engine.Claim;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The retirements as a queue: due in domain time, leased in the database's. */
@ApplicationScoped
public class RetirementRows implements PanacheRepositoryBase<RetirementRow, UUID> {
    /**
     * Rows another replica is claiming are skipped, not waited for. The lock is the weak one, so that lines which refer to
     * the retirement can still be written. A state this version does not know belongs to a newer one.
     */
    public static final String CLAIM = """
        with due as (
            select id from retirement
            where next_due_at <= :now
              and (leased_until is null or leased_until <= clock_timestamp())
              and state in (:known)
              and (urgency = 0 or not :urgentOnly)
            order by urgency, case when urgency = 0 then newest_alarm end desc nulls last, next_due_at, id
            limit :limit
            for no key update skip locked)
        update retirement r
        set lease_token = gen_random_uuid(),
            leased_until = clock_timestamp() + make_interval(secs => :lease),
            woken = false
        from due where r.id = due.id
        returning r.*
        """;

    /** Touches the row only for the claim that still owns it, and locks it for the rest of the transaction. */
    private static final String GIVE_BACK = """
        update retirement set lease_token = null, leased_until = null
        where id = :id and lease_token = :token and version = :version and leased_until > clock_timestamp()
        """;

    private static final String GIVE_UP =
            "update retirement set lease_token = null, leased_until = null where id = :id and lease_token = :token";

    private static final List<String> KNOWN =
            Arrays.stream(StateName.values()).map(Enum::name).toList();

    public List<RetirementRow> claimDue(Instant now, Duration lease, boolean urgentOnly, int limit) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(CLAIM, RetirementRow.class)
                .setParameter("now", now)
                .setParameter("known", KNOWN)
                .setParameter("urgentOnly", urgentOnly)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .sorted(Comparator.comparing((RetirementRow row) -> row.urgency)
                        .thenComparing(RetirementRows::alarm, Comparator.reverseOrder())
                        .thenComparing(row -> row.nextDueAt)
                        .thenComparing(row -> row.id))
                .toList();
    }

    /** As {@link #CLAIM} orders them; PostgreSQL returns updated rows in no order. */
    private static Instant alarm(RetirementRow row) {
        return row.urgency == Urgency.ROLLBACK && row.newestAlarm != null ? row.newestAlarm : Instant.MIN;
    }

    /** Gives the lease back and holds the row; false when it is no longer the claim's, or somebody has spoken since. */
    public boolean giveBack(Claim claim) {
        var changed = getEntityManager()
                .createNativeQuery(GIVE_BACK)
                .setParameter("id", claim.retirement().id())
                .setParameter("token", claim.token())
                .setParameter("version", claim.version())
                .executeUpdate();
        return once(changed, claim);
    }

    /** Gives the lease back, whatever else has changed; false when it is another's by now. */
    public boolean giveUp(Claim claim) {
        var changed = getEntityManager()
                .createNativeQuery(GIVE_UP)
                .setParameter("id", claim.retirement().id())
                .setParameter("token", claim.token())
                .executeUpdate();
        return once(changed, claim);
    }

    /** The row, locked for the rest of the transaction. */
    public Optional<RetirementRow> locked(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<RetirementRow> submittedAs(String owner, String idempotencyKey) {
        return find("idempotencyOwner = ?1 and idempotencyKey = ?2", owner, idempotencyKey)
                .firstResultOptional();
    }

    public Optional<RetirementRow> liveOf(String familyKey) {
        return find("familyKey = ?1 and live", familyKey).firstResultOptional();
    }

    /** One row is ours, none is somebody else's, more is a bug. */
    public static boolean once(int changed, Claim claim) {
        if (changed > 1) {
            throw new IllegalStateException(changed + " rows changed for the claim of "
                    + claim.retirement().id());
        }
        return changed == 1;
    }
}
