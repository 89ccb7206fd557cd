package dev.keysunset;

import dev.keysunset.engine.Journal;
import dev.keysunset.engine.RetirementStep;
import dev.keysunset.watch.canaries.CanaryStep;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.FeedStep;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/**
 * The service's steps, taken when a test says so: all of a kind that are due now, each on a thread of its own, as the service takes
 * them. Each method waits for them and answers with how many there were.
 */
@NullMarked
@Singleton
public class WhatIsDue {
    private static final int AT_ONCE = 100;

    private final FeedLedger ledger;
    private final FeedStep feeds;
    private final CanaryStep canaries;
    private final Journal journal;
    private final RetirementStep retirements;

    WhatIsDue(FeedLedger ledger, FeedStep feeds, CanaryStep canaries, Journal journal, RetirementStep retirements) {
        this.ledger = ledger;
        this.feeds = feeds;
        this.canaries = canaries;
        this.journal = journal;
        this.retirements = retirements;
    }

    public int poll() {
        return each(ledger.claimDue(AT_ONCE), feeds::run);
    }

    public int callCanaries() {
        return each(canaries.claimDue(AT_ONCE), canaries::run);
    }

    public int decide() {
        return each(journal.claimDue(AT_ONCE), retirements::run);
    }

    private static <T> int each(List<T> due, Consumer<? super T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.stream()
                    .map(one -> CompletableFuture.runAsync(() -> work.accept(one), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        return due.size();
    }
}
