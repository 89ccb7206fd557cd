package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.LookupReading;
import dev.keysunset.watch.polling.FeedClaim.Earned;
import dev.keysunset.watch.polling.FeedLedger.Polled;
import dev.keysunset.watch.polling.Foothold;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What the feeds have read, of everything and of single keys. Joins the caller's transaction. */
@ApplicationScoped
class Earnings {
    private final CoverageRows coverage;
    private final LookupReadings lookup;

    Earnings(CoverageRows coverage, LookupReadings lookup) {
        this.coverage = coverage;
        this.lookup = lookup;
    }

    Earned of(FeedRow row, Foothold foothold) {
        return new Earned(coverage.of(row.id, foothold.configurationHash()), lookup.byKey(row, foothold));
    }

    /** The caller holds the feed's row lock, and has kept what the poll found. */
    void credit(FeedRow row, Foothold foothold, Polled polled) {
        polled.credited()
                .ifPresent(interval ->
                        coverage.credit(row.id, foothold.configurationHash(), new Coverage(List.of(interval))));
        polled.history()
                .byKey()
                .ifPresent(brought -> coverage.credit(row.id, LookupReadings.hash(foothold), brought.credited()));
        lookup.settle(row, foothold);
    }

    /** Empty where something else proves what happens in the place, too. */
    Optional<LookupReading> lookupAlone(FeedRow row) {
        return lookup.alone(row.feed()) ? Optional.of(lookup.of(row)) : Optional.empty();
    }
}
