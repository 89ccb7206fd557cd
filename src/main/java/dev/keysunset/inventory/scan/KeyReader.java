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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

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
        return each(due, key -> new KeyQueue.Answered(key, read(key, now)));
    }

    /** What they cost, once they are kept. */
    void bill(List<KeyQueue.Answered> kept) {
        each(kept, key -> {
            Reading<Map<String, String>> tags = key.reading()
                    .rest()
                    .map(rest -> rest.circumstances().tags())
                    .orElseGet(Reading.Absent::new);
            billing.bill(key.reading().key(), tags);
            return key;
        });
    }

    private static <A, B> List<B> each(List<A> items, Function<A, B> work) {
        var turns = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = items.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> inTurn(turns, item, work), threads))
                    .toList();
            return parts.stream().map(CompletableFuture::join).toList();
        }
    }

    private static <A, B> B inTurn(Semaphore turns, A item, Function<A, B> work) {
        turns.acquireUninterruptibly();
        try {
            return work.apply(item);
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
