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
import dev.keysunset.watch.sightings.QuarantinedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
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
    private final Beside beside;
    private final LookupReadings lookup;
    private final Trail trail;

    /** What is kept beside the feeds themselves. */
    @ApplicationScoped
    static class Beside {
        private final CoverageRows coverage;
        private final TamperingRows tamperings;
        private final QuarantinedRecords quarantine;
        private final QueueEnds queues;

        Beside(CoverageRows coverage, TamperingRows tamperings, QuarantinedRecords quarantine, QueueEnds queues) {
            this.coverage = coverage;
            this.tamperings = tamperings;
            this.quarantine = quarantine;
            this.queues = queues;
        }

        Map<UUID, Coverage> whole(Collection<StandingFeed> standing) {
            return coverage.whole(standing);
        }

        Map<KeyArn, Coverage> byKey(StandingFeed feed) {
            return coverage.byKey(feed.row().id, LookupReadings.hash(feed.foothold()));
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
            Map<UUID, Coverage> whole,
            Map<UUID, CanaryTrip> canaries,
            Map<UUID, List<CallUse>> calls,
            Remembered remembered) {}

    private record Remembered(
            Map<UUID, List<Tampering>> tamperings, Map<UUID, Long> quarantined, Map<UUID, List<QueueEnd>> ends) {}

    AllFeeds(FeedRows feeds, Beside beside, LookupReadings lookup, Trail trail) {
        this.feeds = feeds;
        this.beside = beside;
        this.lookup = lookup;
        this.trail = trail;
    }

    /**
     * In the order of the configuration.
     *
     * @param watchedSince tampering of before is left out; empty where nobody is watched
     */
    List<KnownFeed> read(Optional<Instant> watchedSince) {
        var kept = feeds.standing(trail::configurationHash).stream()
                .collect(Collectors.toMap(feed -> feed.row().feed(), Function.identity()));
        var configured = trail.feeds().stream()
                .flatMap(feed -> Optional.ofNullable(kept.get(feed)).stream())
                .toList();
        var found = new Found(
                beside.whole(configured),
                feeds.latestCanaries(configured),
                feeds.calls(configured),
                new Remembered(beside.tamperings(watchedSince), beside.quarantined(), beside.ends()));
        var readings = lookup.of(configured.stream().map(StandingFeed::row).toList());
        return configured.stream()
                .map(feed -> known(
                        feed, found, Optional.ofNullable(readings.get(feed.row().feed()))))
                .toList();
    }

    private KnownFeed known(StandingFeed feed, Found found, Optional<LookupReading> reading) {
        var row = feed.row();
        var remembered = found.remembered();
        var byKey = reading.filter(asked -> !asked.byKey().isEmpty())
                .map(_ -> beside.byKey(feed))
                .orElse(Map.of());
        return new KnownFeed(
                feed,
                trail.reach(row.feed()),
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
