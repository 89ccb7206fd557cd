package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.watch.polling.WatchSettings;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

@ApplicationScoped
public class CanaryClassRows implements PanacheRepositoryBase<CanaryClassRow, UUID> {
    /** Due in domain time, free by the database's clock. Rows another replica is claiming are skipped, not waited for. */
    private static final String CLAIM = """
            update canary_class set lease_token = gen_random_uuid(),
                leased_until = clock_timestamp() + make_interval(secs => :lease)
            where id in (
                select id from canary_class
                where next_due_at <= :now and (leased_until is null or leased_until <= clock_timestamp())
                order by next_due_at, id limit :limit for update skip locked)
            returning *
            """;

    /** A window that opens shortly after a canary is served by that one, and by the next in its turn. */
    private static final String WANT = """
            insert into canary_class (id, account_id, region, key_usage, next_due_at)
            values (:id, :account, :region, :usage, :now)
            on conflict (account_id, region, key_usage) do update
            set next_due_at = greatest(:now, canary_class.last_called_at + make_interval(secs => :every))
            where canary_class.next_due_at is null
            """;

    private final Clocks clocks;
    private final Tempo tempo;
    private final WatchSettings settings;

    CanaryClassRows(Clocks clocks, Tempo tempo, WatchSettings settings) {
        this.clocks = clocks;
        this.tempo = tempo;
        this.settings = settings;
    }

    /** Reads first: hardly ever is there one that is not due already. */
    void want(Collection<CallClass> classes) {
        if (classes.isEmpty()) {
            return;
        }
        var awake = find("nextDueAt is not null").stream()
                .map(CanaryClassRow::calls)
                .collect(Collectors.toSet());
        classes.stream()
                .filter(wanted -> !awake.contains(wanted))
                .sorted()
                .forEach(wanted -> getEntityManager()
                        .createNativeQuery(WANT)
                        .setParameter("id", clocks.ids().next())
                        .setParameter("account", wanted.place().accountId())
                        .setParameter("region", wanted.place().region())
                        .setParameter("usage", wanted.keyUsage())
                        .setParameter("now", clocks.domain().now())
                        .setParameter("every", (double)
                                tempo.listening().canaries().every().toSeconds())
                        .executeUpdate());
    }

    List<CanaryClassRow> claimDue(int limit) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(CLAIM, CanaryClassRow.class)
                .setParameter("lease", (double) settings.lease().toSeconds())
                .setParameter("now", clocks.domain().now())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** The claim's row, locked, while the lease is still the claim's. */
    Optional<CanaryClassRow> leased(CanaryClaim claim) {
        return find(
                        "leaseToken = ?1 and leasedUntil > cast(clock_timestamp() as Instant)",
                        claim.lease().token())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    Optional<CanaryClassRow> of(CallClass calls) {
        return find(
                        "accountId = ?1 and region = ?2 and keyUsage = ?3",
                        calls.place().accountId(),
                        calls.place().region(),
                        calls.keyUsage())
                .firstResultOptional();
    }

    Duration lease() {
        return settings.lease();
    }
}
