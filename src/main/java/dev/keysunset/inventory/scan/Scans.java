package dev.keysunset.inventory.scan;

import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyCatalog;
import dev.keysunset.inventory.InventorySettings;
import dev.keysunset.inventory.scan.Scan.Failure;
import dev.keysunset.inventory.scan.Scan.Keys;
import dev.keysunset.inventory.scan.Scan.PlaceScan;
import dev.keysunset.inventory.scan.Scan.Progress;
import dev.keysunset.inventory.scan.Scan.Reason;
import dev.keysunset.inventory.scan.Scan.Skipped;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The scans, one at a time over all replicas, each the sum of its places. */
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

    private static final String PLACE =
            "insert into inventory_scan_place (id, scan_id, account_id, region) values (:id, :scan, :account, :region)";

    private static final String FAILURES = """
            select place_id, call, code, keys, example_key, message from inventory_scan_failure
            where place_id in (:places) order by place_id, keys desc, call, code
            """;

    private final Accounts accounts;
    private final KeyCatalog catalog;
    private final Clocks clocks;
    private final InventorySettings settings;

    Scans(Accounts accounts, KeyCatalog catalog, Clocks clocks, InventorySettings settings) {
        this.accounts = accounts;
        this.catalog = catalog;
        this.clocks = clocks;
        this.settings = settings;
    }

    /** The scan that is open, or a new one: a second wish while one is open adds nothing. */
    @Transactional
    public Scan request(String by) {
        var id = clocks.ids().next();
        var begun = getEntityManager()
                .createNativeQuery(REQUEST)
                .setParameter("id", id)
                .setParameter("by", by)
                .executeUpdate();
        if (begun == 1) {
            lay(id);
        }
        return find("order by requestedAt desc")
                .firstResultOptional()
                .map(this::scan)
                .orElseThrow();
    }

    @Transactional
    void requestWhenDue(String by) {
        var id = clocks.ids().next();
        var begun = getEntityManager()
                .createNativeQuery(REQUEST_WHEN_DUE)
                .setParameter("id", id)
                .setParameter("by", by)
                .setParameter("every", settings.scanEvery().toMillis() / 1000.0)
                .executeUpdate();
        if (begun == 1) {
            lay(id);
        }
    }

    /** The places as configured now; what is configured later is for the next scan. */
    private void lay(UUID scanId) {
        accounts.places()
                .forEach(place -> getEntityManager()
                        .createNativeQuery(PLACE)
                        .setParameter("id", clocks.ids().next())
                        .setParameter("scan", scanId)
                        .setParameter("account", place.accountId())
                        .setParameter("region", place.region())
                        .executeUpdate());
    }

    @Transactional
    public Optional<Scan> named(UUID id) {
        return findByIdOptional(id).map(this::scan);
    }

    /** The latest first. */
    @Transactional
    public List<Scan> latest(int limit) {
        return find("order by requestedAt desc").page(0, limit).list().stream()
                .map(this::scan)
                .toList();
    }

    @Transactional
    Optional<Scan> open() {
        return find("finishedAt is null").firstResultOptional().map(this::scan);
    }

    private Scan scan(InventoryScanRow row) {
        List<ScanPlaceRow> rows = getEntityManager()
                .createQuery("from ScanPlaceRow where scanId = :scan order by accountId, region", ScanPlaceRow.class)
                .setParameter("scan", row.id)
                .getResultList();
        var now = (Instant) getEntityManager()
                .createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
        var failures = failures(rows);
        var places = rows.stream()
                .map(place -> view(place, now, failures.getOrDefault(place.id, List.of())))
                .toList();
        return new Scan(
                row.id,
                status(row, rows),
                row.requestedBy,
                row.requestedAt,
                Optional.ofNullable(row.finishedAt),
                progress(places),
                places);
    }

    private static Scan.Status status(InventoryScanRow row, List<ScanPlaceRow> places) {
        if (row.finishedAt != null) {
            return Scan.Status.FINISHED;
        }
        return places.stream().anyMatch(place -> place.startedAt != null) ? Scan.Status.RUNNING : Scan.Status.WAITING;
    }

    private PlaceScan view(ScanPlaceRow row, Instant now, List<Failure> failures) {
        return new PlaceScan(
                row.accountId,
                row.region,
                row.step,
                row.keys(),
                row.skipped(),
                row.remaining(now, catalog.lastUsagesPerSecond()),
                failures);
    }

    private static Progress progress(List<PlaceScan> places) {
        var finished = (int) places.stream()
                .filter(place -> place.step() == ScanStep.FINISHED)
                .count();
        var skipped = List.of(Reason.values()).stream()
                .map(reason -> Skipped.of(
                        reason,
                        places.stream()
                                .flatMap(place -> place.skipped().stream())
                                .filter(part -> part.reason() == reason)
                                .mapToInt(Skipped::keys)
                                .sum()))
                .toList();
        var keys = places.stream().map(PlaceScan::keys).reduce(Keys.NONE, Keys::plus);
        return new Progress(places.size(), finished, keys, skipped, remaining(places));
    }

    /** Places go on side by side, so the slowest tells. */
    private static Optional<Duration> remaining(List<PlaceScan> places) {
        var listing =
                places.stream().anyMatch(place -> place.step() == ScanStep.ALIASES || place.step() == ScanStep.KEYS);
        return listing
                ? Optional.empty()
                : places.stream().flatMap(place -> place.remaining().stream()).max(Comparator.naturalOrder());
    }

    private Map<UUID, List<Failure>> failures(List<ScanPlaceRow> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        List<Tuple> rows = getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(FAILURES, Tuple.class)
                .setParameterList(
                        "places", places.stream().map(place -> place.id).toList())
                .getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("place_id", UUID.class),
                        Collectors.mapping(Scans::failure, Collectors.toList())));
    }

    private static Failure failure(Tuple row) {
        return new Failure(
                row.get("call", String.class),
                row.get("code", String.class),
                row.get("keys", Integer.class),
                Optional.ofNullable(row.get("example_key", String.class)),
                row.get("message", String.class));
    }
}
