package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Interval;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.WatchedClass;
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
import java.util.List;
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
        var classes = watchedKeys.classesAt(trail.feeds().stream()
                .flatMap(feed -> trail.reach(feed).stream())
                .collect(Collectors.toSet()));
        var known = feeds.read(earliest(classes.stream()));
        var alone = alone(known);
        return known.stream()
                .map(feed -> health(feed, reached(feed, classes, alone)))
                .toList();
    }

    /** Those whose keys are asked for one by one have to be looked at one by one. */
    private List<WatchedKey> alone(List<KnownFeed> feeds) {
        var places = feeds.stream()
                .filter(feed -> !feed.usagesByKey().isEmpty())
                .map(feed -> feed.feed().place())
                .toList();
        return places.isEmpty() ? List.of() : watchedKeys.at(places);
    }

    private static Reached reached(KnownFeed feed, List<WatchedClass> classes, List<WatchedKey> keys) {
        var reach = feed.reach();
        var byKey = feed.usagesByKey();
        return new Reached(
                classes.stream()
                        .filter(watched -> reach.contains(watched.calls().place()))
                        .toList(),
                keys.stream()
                        .filter(key -> reach.contains(key.keyArn().place()) && byKey.contains(key.keyUsage()))
                        .toList());
    }

    /**
     * Who is watched where a feed sees.
     *
     * @param byKey those that are asked for one by one
     */
    private record Reached(List<WatchedClass> classes, List<WatchedKey> byKey) {}

    /** Records that nobody could read, over all feeds and sweeps; they wait for somebody to look at them. */
    @Transactional
    long quarantined() {
        return quarantine.count();
    }

    private FeedHealth health(KnownFeed known, Reached reached) {
        var brought = known.brought();
        return new FeedHealth(
                known.feed(),
                known.reach(),
                sight(known, reached),
                polls(known.row()),
                new Support(
                        known.foothold(),
                        brought.calls(),
                        new Findings(
                                brought.quarantined(),
                                earliest(reached.classes().stream())
                                        .map(brought::tamperingsSince)
                                        .orElse(List.of())),
                        brought.ends(),
                        known.lookup()
                                .map(reading ->
                                        new LookupUse(reading, reached.byKey().size()))));
    }

    private static Optional<Instant> earliest(Stream<WatchedClass> watched) {
        return watched.map(WatchedClass::since).min(Instant::compareTo);
    }

    /** The part of those who see least: of those for whom everything is read together, and of every other key by itself. */
    private Sight sight(KnownFeed known, Reached reached) {
        var canary = known.brought().canary();
        var now = clocks.domain().now();
        var whole = reached.classes().stream()
                .filter(watched -> !known.usagesByKey().contains(watched.calls().keyUsage()));
        var together = earliest(whole).map(since -> new Part(since, known.read().whole()));
        var alone = reached.byKey().stream()
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
