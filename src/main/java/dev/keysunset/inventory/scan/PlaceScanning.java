package dev.keysunset.inventory.scan;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyCatalog;
import dev.keysunset.engine.KeyCatalog.Alias;
import dev.keysunset.engine.KeyCatalog.Listed;
import dev.keysunset.inventory.InventorySettings;
import dev.keysunset.inventory.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/** Scans one place, step by step; each step is recorded before the next, so that anybody can go on after it. */
@ApplicationScoped
class PlaceScanning {
    private static final Logger LOG = Logger.getLogger(PlaceScanning.class);

    /** How often in a row a list may fail for a passing reason before the place is given up for this scan. */
    private static final int ATTEMPTS = 5;

    /** So few that a crash repeats little, and memory holds them for many places. */
    private static final int KEYS_AT_ONCE = 10;

    /** Between them the place rests for a moment. */
    private static final int KEYS_AHEAD = 100;

    private static final Thread.Builder KEEPERS = Thread.ofVirtual().name("scan-keeper");

    /** A marker does not live for ever (KMS API, ListKeys). */
    private static final String OLD_MARKER = "InvalidMarkerException";

    private final KeyCatalog catalog;
    private final KeyReader reader;
    private final ScanLedger ledger;
    private final KeyQueue queue;
    private final Clocks clocks;
    private final InventorySettings settings;

    PlaceScanning(
            KeyCatalog catalog,
            KeyReader reader,
            ScanLedger ledger,
            KeyQueue queue,
            Clocks clocks,
            InventorySettings settings) {
        this.catalog = catalog;
        this.reader = reader;
        this.ledger = ledger;
        this.queue = queue;
        this.clocks = clocks;
        this.settings = settings;
    }

    /** Goes on until the place is finished, waits for AWS, is lost to another replica, or {@code stopping}. */
    void run(ScanClaim claim, BooleanSupplier stopping) {
        var at = Optional.of(claim.at());
        while (at.isPresent()) {
            if (stopping.getAsBoolean()) {
                ledger.release(claim, at.get(), Duration.ZERO);
                return;
            }
            at = step(claim, at.get(), stopping);
        }
    }

    private Optional<ScanPosition> step(ScanClaim claim, ScanPosition at, BooleanSupplier stopping) {
        return switch (at.step()) {
            case ALIASES -> listAliases(claim, at);
            case KEYS -> listKeys(claim, at);
            case READING -> read(claim, at, stopping);
            case FINISHED -> Optional.empty();
        };
    }

    private Optional<ScanPosition> listAliases(ScanClaim claim, ScanPosition at) {
        return switch (catalog.aliases(claim.place(), at.marker())) {
            case Reading.Read<Listed<Alias>>(var page) ->
                ledger.aliases(claim, page.items(), at.after(page.next(), ScanStep.KEYS));
            case Reading.Absent<Listed<Alias>> _ ->
                ledger.withoutAliases(claim, absent("kms:ListAliases"), ScanPosition.begin(ScanStep.KEYS));
            case Reading.Unreadable<Listed<Alias>> failed -> {
                var why = Unreadable.of(failed);
                yield postponed(claim, at, why)
                        ? Optional.empty()
                        : ledger.withoutAliases(claim, why, ScanPosition.begin(ScanStep.KEYS));
            }
        };
    }

    private Optional<ScanPosition> listKeys(ScanClaim claim, ScanPosition at) {
        return switch (catalog.keys(claim.place(), at.marker())) {
            case Reading.Read<Listed<KeyArn>>(var page) ->
                ledger.keys(claim, page.items(), at.after(page.next(), ScanStep.READING));
            case Reading.Absent<Listed<KeyArn>> _ -> unlistable(claim, absent("kms:ListKeys"));
            case Reading.Unreadable<Listed<KeyArn>> failed -> {
                var why = Unreadable.of(failed);
                yield postponed(claim, at, why) ? Optional.empty() : unlistable(claim, why);
            }
        };
    }

    private Optional<ScanPosition> unlistable(ScanClaim claim, Unreadable why) {
        LOG.warnf("place=%s cannot be listed code=%s message=\"%s\"", claim.place(), why.code(), why.message());
        ledger.unlistable(claim, why);
        return Optional.empty();
    }

    /** Whether the list goes on after a rest. */
    private boolean postponed(ScanClaim claim, ScanPosition at, Unreadable why) {
        var anew = why.code().equals(OLD_MARKER) && at.marker().isPresent();
        if (at.attempts() + 1 >= ATTEMPTS || !(anew || why.passing())) {
            return false;
        }
        ledger.release(claim, anew ? at.anew() : at.failed(), anew ? Duration.ZERO : settings.retryAfter());
        return true;
    }

    /** While some keys are read those before them are kept, so that the limits on calls never wait for the database. */
    private Optional<ScanPosition> read(ScanClaim claim, ScanPosition at, BooleanSupplier stopping) {
        var due = queue.next(claim, KEYS_AHEAD);
        if (due.isEmpty()) {
            ledger.finish(claim);
            return Optional.empty();
        }
        var keeping = CompletableFuture.completedFuture(true);
        try {
            for (var some :
                    due.stream().gather(Gatherers.windowFixed(KEYS_AT_ONCE)).toList()) {
                if (stopping.getAsBoolean()) {
                    break;
                }
                var answered = reader.read(some, clocks.domain().now());
                if (!keeping.join()) {
                    return Optional.empty();
                }
                keeping = CompletableFuture.supplyAsync(() -> keep(claim, answered), KEEPERS::start);
            }
        } finally {
            keeping.join();
        }
        return keeping.join() ? Optional.of(at) : Optional.empty();
    }

    /** False when the lease was lost. */
    private boolean keep(ScanClaim claim, List<KeyQueue.Answered> answered) {
        var kept = kept(claim, answered);
        if (kept) {
            queue.bill(answered);
        }
        return kept;
    }

    /** Together; where the database refuses them so, one by one, so that one hostile key keeps none of the others out. */
    private boolean kept(ScanClaim claim, List<KeyQueue.Answered> answered) {
        try {
            return queue.keep(claim, answered);
        } catch (RuntimeException together) {
            LOG.debugf(together, "place=%s readings are kept one by one", claim.place());
        }
        return answered.stream().allMatch(key -> keptAlone(claim, key));
    }

    private boolean keptAlone(ScanClaim claim, KeyQueue.Answered key) {
        try {
            return queue.keep(claim, List.of(key));
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "keyArn=%s its reading cannot be kept; the inventory has what it had before",
                    key.due().keyArn());
            queue.abandon(claim, key, String.valueOf(e.getMessage()));
            return true;
        }
    }

    private static Unreadable absent(String call) {
        return new Unreadable(call, "NotFound", "AWS knows no such place");
    }
}
