package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Tampering;
import dev.keysunset.engine.Trail;
import dev.keysunset.watch.feeds.FeedHealth.CallUse;
import dev.keysunset.watch.feeds.FeedHealth.CanaryTrip;
import dev.keysunset.watch.feeds.KnownFeed.Brought;
import dev.keysunset.watch.feeds.KnownFeed.Read;
import dev.keysunset.watch.feeds.QueueEnds.QueueEnd;
import dev.keysunset.watch.polling.Foothold;
import dev.keysunset.watch.sightings.QuarantinedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All configured feeds, read by one statement for each kind of thing that is kept of them, however many they are; keys that are asked
 * for one by one cost one more for each such feed. Joins the caller's transaction.
 */
@ApplicationScoped
class AllFeeds {
    private final FeedRows feeds;
    private final Kept kept;
    private final LookupReadings lookup;
    private final Trail trail;

    /** What is kept beside the feeds themselves. */
    @ApplicationScoped
    static class Kept {
        private final CoverageRows coverage;
        private final TamperingRows tamperings;
        private final QuarantinedRecords quarantine;
        private final QueueEnds queues;

        Kept(CoverageRows coverage, TamperingRows tamperings, QuarantinedRecords quarantine, QueueEnds queues) {
            this.coverage = coverage;
            this.tamperings = tamperings;
            this.quarantine = quarantine;
            this.queues = queues;
        }

        Map<UUID, Coverage> whole(Map<UUID, Foothold> footholds) {
            return coverage.whole(footholds);
        }

        Map<KeyArn, Coverage> byKey(UUID feedId, Foothold foothold) {
            return coverage.byKey(feedId, LookupReadings.hash(foothold));
        }

        Map<UUID, List<Tampering>> tamperings(Optional<Instant> since) {
            return since.map(tamperings::since).orElse(Map.of());
        }

        Map<UUID, Long> quarantined() {
            return quarantine.countByFeed();
        }

        Map<UUID, List<QueueEnd>> ends() {
            return queues.all();
        }
    }

    /** By the id of the feed. */
    private record Found(
            Map<UUID, Foothold> footholds,
            Map<UUID, Coverage> whole,
            Map<UUID, CanaryTrip> canaries,
            Map<UUID, List<CallUse>> calls,
            Remembered remembered) {}

    private record Remembered(
            Map<UUID, List<Tampering>> tamperings, Map<UUID, Long> quarantined, Map<UUID, List<QueueEnd>> ends) {}

    AllFeeds(FeedRows feeds, Kept kept, LookupReadings lookup, Trail trail) {
        this.feeds = feeds;
        this.kept = kept;
        this.lookup = lookup;
        this.trail = trail;
    }

    /**
     * In the order of the configuration.
     *
     * @param watchedSince tampering of before is left out; empty where nobody is watched
     */
    List<KnownFeed> read(Optional<Instant> watchedSince) {
        var rows = feeds.listAll().stream().collect(Collectors.toMap(FeedRow::feed, Function.identity()));
        var configured =
                trail.feeds().stream().filter(rows::containsKey).map(rows::get).toList();
        var footholds = feeds.footholds(configured, trail::configurationHash);
        var found = new Found(
                footholds,
                kept.whole(footholds),
                feeds.latestCanaries(footholds),
                feeds.calls(configured),
                new Remembered(kept.tamperings(watchedSince), kept.quarantined(), kept.ends()));
        var readings = lookup.of(configured);
        return configured.stream()
                .map(row -> known(row, found, Optional.ofNullable(readings.get(row.feed()))))
                .toList();
    }

    private KnownFeed known(FeedRow row, Found found, Optional<LookupReading> reading) {
        var foothold = found.footholds().get(row.id);
        var remembered = found.remembered();
        var byKey = reading.filter(asked -> !asked.byKey().isEmpty())
                .map(_ -> kept.byKey(row.id, foothold))
                .orElse(Map.of());
        return new KnownFeed(
                row,
                foothold,
                new Read(found.whole().getOrDefault(row.id, Coverage.NONE), byKey),
                new Brought(
                        Optional.ofNullable(found.canaries().get(row.id)),
                        remembered.tamperings().getOrDefault(row.id, List.of()),
                        remembered.quarantined().getOrDefault(row.id, 0L),
                        found.calls().getOrDefault(row.id, List.of()),
                        remembered.ends().getOrDefault(row.id, List.of())),
                reading);
    }
}
