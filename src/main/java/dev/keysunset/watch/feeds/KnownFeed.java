package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tampering;
import dev.keysunset.watch.feeds.FeedHealth.CallUse;
import dev.keysunset.watch.feeds.FeedHealth.CanaryTrip;
import dev.keysunset.watch.feeds.QueueEnds.QueueEnd;
import dev.keysunset.watch.polling.Foothold;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A feed with all that is kept of it.
 *
 * @param reach the places whose records pass through it
 * @param lookup of the event history
 */
record KnownFeed(
        StandingFeed standing, SortedSet<Place> reach, Read read, Brought brought, Optional<LookupReading> lookup) {
    /**
     * Of what, as it is configured and stands now.
     *
     * @param byKey of each key that was asked for by itself
     */
    record Read(Coverage whole, Map<KeyArn, Coverage> byKey) {}

    /** @param ends of a queue */
    record Brought(
            Optional<CanaryTrip> canary,
            List<Tampering> tamperings,
            long quarantined,
            List<CallUse> calls,
            List<QueueEnd> ends) {
        List<Tampering> tamperingsSince(Instant since) {
            return tamperings.stream()
                    .filter(tampering -> !tampering.at().isBefore(since))
                    .toList();
        }
    }

    Feed feed() {
        return row().feed();
    }

    FeedRow row() {
        return standing.row();
    }

    Foothold foothold() {
        return standing.foothold();
    }

    /** The key usages whose keys are asked for one by one. */
    SortedSet<String> usagesByKey() {
        return lookup.map(LookupReading::byKey).orElseGet(Collections::emptySortedSet);
    }
}
