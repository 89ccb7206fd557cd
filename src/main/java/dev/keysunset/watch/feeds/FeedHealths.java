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
import dev.keysunset.watch.sightings.QuarantinedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The health of every configured feed, as it stands in the database: the same on all replicas. */
@ApplicationScoped
class FeedHealths {
    private final AllFeeds feeds;
    private final QuarantinedRecords quarantine;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final Clocks clocks;

    FeedHealths(AllFeeds feeds, QuarantinedRecords quarantine, Trail trail, WatchedKeys watchedKeys, Clocks clocks) {
        this.feeds = feeds;
        this.quarantine = quarantine;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.clocks = clocks;
    }

    /** In the order of the configuration. */
    @Transactional
    List<FeedHealth> all() {
        var watched = watched();
        var since = earliest(watched.values().stream().flatMap(List::stream));
        return feeds.read(since).stream()
                .map(known -> health(known, reached(known.feed(), watched)))
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
        return quarantine.count();
    }

    private FeedHealth health(KnownFeed known, List<WatchedKey> watched) {
        var byKey = known.lookup().map(LookupReading::byKey).orElse(Collections.emptySortedSet());
        var ofKeys =
                watched.stream().filter(key -> byKey.contains(key.keyUsage())).toList();
        var whole =
                watched.stream().filter(key -> !byKey.contains(key.keyUsage())).toList();
        var brought = known.brought();
        return new FeedHealth(
                known.feed(),
                trail.reach(known.feed()),
                sight(known, whole, ofKeys),
                polls(known.row()),
                new Support(
                        known.foothold(),
                        brought.calls(),
                        new Findings(
                                brought.quarantined(),
                                earliest(watched.stream())
                                        .map(brought::tamperingsSince)
                                        .orElse(List.of())),
                        brought.ends(),
                        known.lookup().map(reading -> new LookupUse(reading, ofKeys.size()))));
    }

    private static Optional<Instant> earliest(Stream<WatchedKey> watched) {
        return watched.map(key -> key.span().since()).min(Instant::compareTo);
    }

    /** The part of those who see least: of those for whom everything is read together, and of every other key by itself. */
    private Sight sight(KnownFeed known, List<WatchedKey> whole, List<WatchedKey> byKey) {
        var canary = known.brought().canary();
        var now = clocks.domain().now();
        var together = earliest(whole.stream())
                .map(since -> new Part(since, known.read().whole()));
        var alone = byKey.stream()
                .map(key ->
                        new Part(key.span().since(), known.read().byKey().getOrDefault(key.keyArn(), Coverage.NONE)));
        var reachesBack = known.foothold().reachesBack(now);
        return Stream.concat(together.stream(), alone)
                .filter(part -> known.feed().kind().pulls() && part.since().isBefore(now))
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
