package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.feeds.FeedHealth.CanaryTrip;
import dev.keysunset.watch.feeds.FeedHealth.Findings;
import dev.keysunset.watch.feeds.FeedHealth.LookupUse;
import dev.keysunset.watch.feeds.FeedHealth.Polls;
import dev.keysunset.watch.feeds.FeedHealth.Sight;
import dev.keysunset.watch.feeds.FeedHealth.Support;
import dev.keysunset.watch.polling.Foothold;
import dev.keysunset.watch.sightings.QuarantinedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The health of every configured feed, as it stands in the database: the same on all replicas. */
@ApplicationScoped
class FeedHealths {
    private final Kept kept;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final Clocks clocks;

    /** What is known of the feeds. */
    @ApplicationScoped
    static class Kept {
        private final FeedRows feeds;
        private final CoverageRows coverage;
        private final QuarantinedRecords quarantine;
        private final QueueEnds queues;
        private final LookupReadings lookup;
        private final TamperingRows tamperings;

        Kept(
                FeedRows feeds,
                CoverageRows coverage,
                QuarantinedRecords quarantine,
                QueueEnds queues,
                LookupReadings lookup,
                TamperingRows tamperings) {
            this.feeds = feeds;
            this.coverage = coverage;
            this.quarantine = quarantine;
            this.queues = queues;
            this.lookup = lookup;
            this.tamperings = tamperings;
        }

        FeedRows feeds() {
            return feeds;
        }

        CoverageRows coverage() {
            return coverage;
        }

        QuarantinedRecords quarantine() {
            return quarantine;
        }

        QueueEnds queues() {
            return queues;
        }

        Findings findings(FeedRow row, long quarantined, List<WatchedKey> watched) {
            return new Findings(
                    quarantined,
                    watched.stream()
                            .map(key -> key.span().since())
                            .min(Instant::compareTo)
                            .map(since -> tamperings.of(row.id, since))
                            .orElse(List.of()));
        }

        LookupReadings lookup() {
            return lookup;
        }
    }

    FeedHealths(Kept kept, Trail trail, WatchedKeys watchedKeys, Clocks clocks) {
        this.kept = kept;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.clocks = clocks;
    }

    /** In the order of the configuration. */
    @Transactional
    List<FeedHealth> all() {
        var quarantined = kept.quarantine().countByFeed();
        var watched = watched();
        return trail.feeds().stream()
                .flatMap(feed -> kept
                        .feeds()
                        .of(feed)
                        .map(row -> health(feed, row, quarantined.getOrDefault(row.id, 0L), reached(feed, watched)))
                        .stream())
                .toList();
    }

    /** Read once for all feeds: several may reach the same place. */
    private Map<Place, List<WatchedKey>> watched() {
        var places = trail.feeds().stream()
                .flatMap(feed -> trail.reach(feed).stream())
                .collect(Collectors.toSet());
        return watchedKeys.at(places).stream()
                .collect(Collectors.groupingBy(key -> key.keyArn().place()));
    }

    private List<WatchedKey> reached(Feed feed, Map<Place, List<WatchedKey>> watched) {
        return trail.reach(feed).stream()
                .flatMap(place -> watched.getOrDefault(place, List.of()).stream())
                .toList();
    }

    /** Records that nobody could read, over all feeds and sweeps; they wait for somebody to look at them. */
    @Transactional
    long quarantined() {
        return kept.quarantine().count();
    }

    private FeedHealth health(Feed feed, FeedRow row, long quarantined, List<WatchedKey> watched) {
        var foothold = kept.feeds().foothold(row, trail.configurationHash(feed));
        var lookup = Optional.of(row)
                .filter(found -> feed.kind() == Feed.Kind.LOOKUP)
                .map(kept.lookup()::of);
        var byKey = lookup.map(LookupReading::byKey).orElse(Collections.emptySortedSet());
        var ofKeys =
                watched.stream().filter(key -> byKey.contains(key.keyUsage())).toList();
        var whole =
                watched.stream().filter(key -> !byKey.contains(key.keyUsage())).toList();
        return new FeedHealth(
                feed,
                trail.reach(feed),
                sight(row, foothold, whole, ofKeys),
                polls(row),
                new Support(
                        foothold,
                        kept.feeds().calls(row),
                        kept.findings(row, quarantined, watched),
                        kept.queues().of(row.id),
                        lookup.map(reading -> new LookupUse(reading, ofKeys.size()))));
    }

    /** The part of those who see least: of those for whom everything is read together, and of every other key by itself. */
    private Sight sight(FeedRow row, Foothold foothold, List<WatchedKey> whole, List<WatchedKey> byKey) {
        var canary = kept.feeds().latestCanary(row, foothold);
        var now = clocks.domain().now();
        var parts = new ArrayList<Part>();
        whole.stream()
                .map(key -> key.span().since())
                .min(Instant::compareTo)
                .map(since -> new Part(since, kept.coverage().of(row.id, foothold.configurationHash())))
                .ifPresent(parts::add);
        if (!byKey.isEmpty()) {
            var read = kept.coverage().byKey(row.id, LookupReadings.hash(foothold));
            byKey.forEach(
                    key -> parts.add(new Part(key.span().since(), read.getOrDefault(key.keyArn(), Coverage.NONE))));
        }
        var reachesBack = foothold.reachesBack(now);
        return parts.stream()
                .filter(part -> row.kind.pulls() && part.since().isBefore(now))
                .map(part -> part.reaching(reachesBack))
                .map(part -> part.sight(now, canary))
                .reduce(Sight::and)
                .orElseGet(() -> Sight.nothingToSee(canary));
    }

    /** What is watched from one moment on, and what was read of it. */
    private record Part(Instant since, Coverage read) {
        Part reaching(Instant back) {
            return since.isBefore(back) ? new Part(back, read) : this;
        }

        Sight sight(Instant now, Optional<CanaryTrip> canary) {
            var watermark = read.watermark(since);
            return new Sight(
                    Optional.of(watermark),
                    Optional.of(Duration.between(watermark, now)),
                    since.isBefore(now) ? inside(read.gaps(new Interval(since, now)), now) : List.of(),
                    canary);
        }
    }

    /** What is not read yet up to the present is no gap, but the lag. */
    private static List<Interval> inside(List<Interval> gaps, Instant now) {
        return gaps.stream().filter(gap -> gap.to().isBefore(now)).toList();
    }

    private static Polls polls(FeedRow row) {
        return new Polls(
                Optional.ofNullable(row.lastSuccessAt),
                Optional.ofNullable(row.trouble),
                row.nextDueAt,
                row.recentPolls.length(),
                (int) row.recentPolls
                        .chars()
                        .filter(poll -> poll == FeedRow.FAILED)
                        .count());
    }
}
