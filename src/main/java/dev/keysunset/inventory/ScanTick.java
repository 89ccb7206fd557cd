package dev.keysunset.inventory;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks, on every replica, for a scan that is due or waits; PostgreSQL arbitrates which replica makes it. */
@ApplicationScoped
class ScanTick {
    private static final String BY_ITSELF = "keysunset";

    private final Scans scans;
    private final Scanning scanning;

    ScanTick(Scans scans, Scanning scanning) {
        this.scans = scans;
        this.scanning = scanning;
    }

    @Scheduled(
            every = "{keysunset.inventory.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "inventory-scan")
    @RunOnVirtualThread
    void look() {
        scans.requestWhenDue(BY_ITSELF);
        scans.claim().ifPresent(scanning::run);
    }
}
