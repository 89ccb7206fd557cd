package dev.keysunset.inventory;

import dev.keysunset.engine.RealClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The right to work on a scan, renewed as the work goes on. Shared by the places that are read side by side. */
final class ScanLease {
    private final Scans scans;
    private final UUID token;
    private final RealClock clock;
    private final Duration renewEvery;
    private Instant renewAt;
    private boolean lost;

    ScanLease(Scans scans, UUID token, RealClock clock) {
        this.scans = scans;
        this.token = token;
        this.clock = clock;
        this.renewEvery = scans.lease().dividedBy(3);
        this.renewAt = clock.now().plus(renewEvery);
    }

    synchronized boolean held() {
        if (!lost && !clock.now().isBefore(renewAt)) {
            lost = !scans.renew(token);
            renewAt = clock.now().plus(renewEvery);
        }
        return !lost;
    }

    UUID token() {
        return token;
    }
}
