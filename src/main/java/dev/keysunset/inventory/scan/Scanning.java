package dev.keysunset.inventory.scan;

import dev.keysunset.inventory.InventorySettings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The places this replica scans now, each on a thread of its own: one that is slow or throttled does not hold up the others. */
@ApplicationScoped
class Scanning {
    private static final Logger LOG = Logger.getLogger(Scanning.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final ScanLedger ledger;
    private final PlaceScanning places;
    private final Scans scans;
    private final int capacity;
    private final Semaphore slots;
    private final Set<ScanClaim> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Scanning(ScanLedger ledger, PlaceScanning places, Scans scans, InventorySettings settings) {
        this.ledger = ledger;
        this.places = places;
        this.scans = scans;
        this.capacity = settings.placesAtOnce();
        this.slots = new Semaphore(capacity);
    }

    /** Keeps what runs, and begins what is due. */
    void goOn() {
        ledger.renew(running);
        var free = slots.drainPermits();
        var begun = 0;
        try {
            if (free > 0 && !stopping) {
                for (var claim : ledger.claim(free)) {
                    running.add(claim);
                    Thread.ofVirtual().name("scan-" + claim.place()).start(() -> run(claim));
                    begun++;
                }
            }
        } finally {
            slots.release(free - begun);
        }
        finishScan();
    }

    private void run(ScanClaim claim) {
        try {
            places.run(claim, () -> stopping);
            finishScan();
        } catch (RuntimeException e) {
            LOG.errorf(e, "place=%s its scan failed; it goes on from there when the lease ends", claim.place());
        } finally {
            running.remove(claim);
            slots.release();
        }
    }

    private void finishScan() {
        if (ledger.finishScan()) {
            scans.latest(1).forEach(Scanning::tell);
        }
    }

    private static void tell(Scan scan) {
        var keys = scan.progress().keys();
        LOG.infof(
                "inventory scan finished id=%s keys=%d unreadable=%d appeared=%d gone=%d",
                scan.id(), keys.read(), keys.unreadable(), keys.appeared(), keys.gone());
        scan.places()
                .forEach(place -> place.failures()
                        .forEach(failure -> LOG.infof(
                                "inventory scan id=%s place=%s/%s could not read call=\"%s\" code=%s keys=%d example=%s",
                                scan.id(),
                                place.accountId(),
                                place.region(),
                                failure.call(),
                                failure.code(),
                                failure.keys(),
                                failure.example().orElse("none"))));
    }

    /** What is under way is read to its end, if that is soon; the rest goes on elsewhere or at the next start. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!slots.tryAcquire(capacity, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("not every place was left in time; their leases run out and they go on at the next start");
        }
    }
}
