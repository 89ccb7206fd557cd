package dev.keysunset.inventory;

import dev.keysunset.engine.Clocks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The scans, as rows with a lease: one at a time over all replicas, taken over when its replica stops. */
@ApplicationScoped
public class Scans implements PanacheRepositoryBase<InventoryScanRow, UUID> {
    private static final String REQUEST =
            "insert into inventory_scan (id, requested_by) values (:id, :by) on conflict ((true)) where finished_at is null"
                    + " do nothing";

    private static final String REQUEST_WHEN_DUE = """
            insert into inventory_scan (id, requested_by) select :id, :by
            where not exists (select from inventory_scan
                where requested_at > clock_timestamp() - make_interval(secs => :every))
            on conflict ((true)) where finished_at is null do nothing
            """;

    private static final String CLAIM = """
            update inventory_scan set lease_token = :token,
                leased_until = clock_timestamp() + make_interval(secs => :lease)
            where id in (
                select id from inventory_scan
                where finished_at is null and (leased_until is null or leased_until <= clock_timestamp())
                for update skip locked)
            """;

    private static final String RENEW = """
            update inventory_scan set leased_until = clock_timestamp() + make_interval(secs => :lease)
            where lease_token = :token and finished_at is null and leased_until > clock_timestamp()
            """;

    private static final String FINISH = """
            update inventory_scan set finished_at = clock_timestamp(), keys_read = :read, keys_unreadable = :unreadable,
                keys_gone = :gone, unreadable = cast(:causes as jsonb)
            where lease_token = :token and finished_at is null
            """;

    private final Clocks clocks;
    private final InventorySettings settings;

    Scans(Clocks clocks, InventorySettings settings) {
        this.clocks = clocks;
        this.settings = settings;
    }

    /** The scan that is open, or a new one: a second wish while one is open adds nothing. */
    @Transactional
    public Scan request(String by) {
        getEntityManager()
                .createNativeQuery(REQUEST)
                .setParameter("id", clocks.ids().next())
                .setParameter("by", by)
                .executeUpdate();
        return find("order by requestedAt desc")
                .firstResultOptional()
                .map(Scan::of)
                .orElseThrow();
    }

    @Transactional
    public Optional<Scan> named(UUID id) {
        return findByIdOptional(id).map(Scan::of);
    }

    @Transactional
    void requestWhenDue(String by) {
        getEntityManager()
                .createNativeQuery(REQUEST_WHEN_DUE)
                .setParameter("id", clocks.ids().next())
                .setParameter("by", by)
                .setParameter("every", seconds(settings.scanEvery()))
                .executeUpdate();
    }

    /** The lease's token, when there is a scan that nobody works on. */
    @Transactional
    Optional<UUID> claim() {
        var token = clocks.ids().next();
        var claimed = getEntityManager()
                .createNativeQuery(CLAIM)
                .setParameter("token", token)
                .setParameter("lease", seconds(settings.lease()))
                .executeUpdate();
        return claimed == 1 ? Optional.of(token) : Optional.empty();
    }

    /** False when the lease was lost: another replica works on the scan. */
    @Transactional
    boolean renew(UUID token) {
        return getEntityManager()
                        .createNativeQuery(RENEW)
                        .setParameter("token", token)
                        .setParameter("lease", seconds(settings.lease()))
                        .executeUpdate()
                == 1;
    }

    @Transactional
    void finish(UUID token, ScanCount count) {
        getEntityManager()
                .unwrap(Session.class)
                .createNativeMutationQuery(FINISH)
                .setParameter("read", count.keysRead())
                .setParameter("unreadable", count.keysUnreadable())
                .setParameter("gone", count.keysGone())
                .setParameter("causes", new InventoryJson.Causes().convertToDatabaseColumn(count.unreadable()))
                .setParameter("token", token)
                .executeUpdate();
    }

    Duration lease() {
        return settings.lease();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
