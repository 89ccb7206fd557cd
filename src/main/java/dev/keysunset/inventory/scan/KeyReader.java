package dev.keysunset.inventory.scan;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.KeyCatalog;
import dev.keysunset.engine.Keys;
import dev.keysunset.inventory.InventorySettings;
import dev.keysunset.inventory.KeyReading;
import dev.keysunset.inventory.money.Billing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Reads some keys of one place, a few at a time: the limits on its calls are kept full, and nobody else's turn comes late. */
@ApplicationScoped
class KeyReader {
    /** As many wait for GetKeyLastUsage at most, before whoever asks for it at a gate. */
    private static final int AT_ONCE = 4;

    private final Keys keys;
    private final KeyCatalog catalog;
    private final Billing billing;
    private final InventorySettings settings;

    KeyReader(Keys keys, KeyCatalog catalog, Billing billing, InventorySettings settings) {
        this.keys = keys;
        this.catalog = catalog;
        this.billing = billing;
        this.settings = settings;
    }

    List<KeyQueue.Answered> read(List<DueKey> due, Instant now) {
        var turns = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = due.stream()
                    .map(key -> CompletableFuture.supplyAsync(() -> inTurn(turns, key, now), threads))
                    .toList();
            return parts.stream().map(CompletableFuture::join).toList();
        }
    }

    private KeyQueue.Answered inTurn(Semaphore turns, DueKey key, Instant now) {
        turns.acquireUninterruptibly();
        try {
            var reading = read(key, now);
            return new KeyQueue.Answered(key, reading, billing.rotations(reading.key()));
        } finally {
            turns.release();
        }
    }

    private KeyReading read(DueKey due, Instant now) {
        var keyArn = due.keyArn();
        var key = keys.describe(keyArn);
        if (key instanceof Reading.Absent) {
            return new KeyReading(keyArn, key, Optional.empty(), Optional.empty(), now);
        }
        var usage = due.usedRecently(now, settings.recentUse())
                ? Optional.<Usage>empty()
                : Optional.of(keys.lastUsage(keyArn));
        var rest = due.awsManaged()
                ? Optional.<KeyReading.Rest>empty()
                : Optional.of(new KeyReading.Rest(
                        catalog.circumstances(keyArn),
                        key instanceof Reading.Read<KeyFacts>(var facts)
                                ? catalog.rotation(facts)
                                : new Reading.Absent<>()));
        return new KeyReading(keyArn, key, usage, rest, now);
    }
}
