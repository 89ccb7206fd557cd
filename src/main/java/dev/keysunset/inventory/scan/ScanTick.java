package dev.keysunset.inventory.scan;

import dev.keysunset.engine.RealClock;
import dev.keysunset.inventory.InventorySettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks, on every replica, for places that are due; PostgreSQL arbitrates which replica scans which. */
@ApplicationScoped
class ScanTick {
    private static final Logger LOG = Logger.getLogger(ScanTick.class);
    private static final String BY_ITSELF = "keysunset";
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final Scans scans;
    private final Scanning scanning;
    private final InventorySettings settings;
    private final RealClock clock;
    private Instant tellAt;

    ScanTick(Scans scans, Scanning scanning, InventorySettings settings, RealClock clock) {
        this.scans = scans;
        this.scanning = scanning;
        this.settings = settings;
        this.clock = clock;
        this.tellAt = clock.now().plus(TELL_EVERY);
    }

    @Scheduled(
            every = "{keysunset.inventory.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "inventory-scan")
    @RunOnVirtualThread
    void look() {
        if (settings.scheduled()) {
            scans.requestWhenDue(BY_ITSELF);
        }
        scanning.goOn();
        var now = clock.now();
        if (!now.isBefore(tellAt)) {
            scans.open().ifPresent(ScanTick::tell);
            tellAt = now.plus(TELL_EVERY);
        }
    }

    private static void tell(Scan scan) {
        var progress = scan.progress();
        LOG.infof(
                "inventory scan id=%s places=%d of %d finished keys=%d of %d read remaining=%s",
                scan.id(),
                progress.placesFinished(),
                progress.places(),
                progress.keys().read(),
                progress.keys().listed(),
                progress.remaining().map(Duration::toString).orElse("unknown while it lists"));
    }
}
