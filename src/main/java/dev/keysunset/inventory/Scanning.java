package dev.keysunset.inventory;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Reads every key of every configured place. One that cannot be read is told as such and stops nothing. */
@ApplicationScoped
class Scanning {
    private static final Logger LOG = Logger.getLogger(Scanning.class);

    private final Accounts accounts;
    private final Keys keys;
    private final InventoryKeys inventory;
    private final Scans scans;
    private final Clocks clocks;

    Scanning(Accounts accounts, Keys keys, InventoryKeys inventory, Scans scans, Clocks clocks) {
        this.accounts = accounts;
        this.keys = keys;
        this.inventory = inventory;
        this.scans = scans;
        this.clocks = clocks;
    }

    void run(UUID leaseToken) {
        var lease = new ScanLease(scans, leaseToken, clocks.real());
        var count = readAll(lease);
        if (lease.held()) {
            scans.finish(leaseToken, count);
            LOG.infof(
                    "inventory scan finished keys=%d unreadable=%d gone=%d unlistable=%s",
                    count.keysRead(), count.keysUnreadable(), count.keysGone(), count.unreadable());
        } else {
            LOG.info("inventory scan lost its lease; another replica goes on");
        }
    }

    /** Places side by side: their quotas are apart, so one that is slow or throttled does not hold up the others. */
    private ScanCount readAll(ScanLease lease) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = accounts.places().stream()
                    .map(place -> CompletableFuture.supplyAsync(() -> readPlace(place, lease), threads))
                    .toList();
            return parts.stream().map(CompletableFuture::join).reduce(ScanCount.NOTHING, ScanCount::plus);
        }
    }

    private ScanCount readPlace(Place place, ScanLease lease) {
        var listedAt = clocks.domain().now();
        return switch (keys.list(place)) {
            case Reading.Read<List<KeyArn>>(var listed) -> {
                var count = readKeys(listed, lease);
                // Only after a complete listing and a complete walk through it does absence mean anything.
                yield lease.held()
                        ? count.plus(new ScanCount(0, 0, inventory.gone(place, listedAt), List.of()))
                        : count;
            }
            case Reading.Absent<List<KeyArn>> _ ->
                ScanCount.failed(new Unreadable("kms:ListKeys in " + place, "NotFound", "AWS knows no such place"));
            case Reading.Unreadable<List<KeyArn>>(var call, var code, var message) -> {
                LOG.warnf("place=%s cannot be listed code=%s message=\"%s\"", place, code, message);
                yield ScanCount.failed(new Unreadable(call + " in " + place, code, message));
            }
        };
    }

    private ScanCount readKeys(List<KeyArn> listed, ScanLease lease) {
        var count = ScanCount.NOTHING;
        for (var keyArn : listed) {
            if (!lease.held()) {
                return count;
            }
            var reading = KeyReading.of(keys, keyArn, clocks.domain().now());
            inventory.keep(reading);
            count = count.plus(
                    new ScanCount(1, reading.unreadable().isEmpty() ? 0 : 1, reading.gone() ? 1 : 0, List.of()));
        }
        return count;
    }
}
