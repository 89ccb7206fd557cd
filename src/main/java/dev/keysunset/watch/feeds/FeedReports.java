package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedReport;
import dev.keysunset.core.FeedReport.Asking;
import dev.keysunset.core.FeedReport.Evidence;
import dev.keysunset.core.Member;
import dev.keysunset.core.Retirement;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.Watch;
import dev.keysunset.watch.polling.Foothold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pull feeds have to show for retirements. Joins the caller's transaction. */
@ApplicationScoped
class FeedReports {
    private final FeedRows feeds;
    private final Kept kept;
    private final WatchEvidence evidence;
    private final Trail trail;
    private final Clocks clocks;

    /** What was read, and how it is asked for. */
    @ApplicationScoped
    static class Kept {
        private final CoverageRows coverage;
        private final LookupReadings lookup;

        Kept(CoverageRows coverage, LookupReadings lookup) {
            this.coverage = coverage;
            this.lookup = lookup;
        }

        Coverage whole(FeedRow row, Foothold foothold) {
            return coverage.of(row.id, foothold.configurationHash());
        }

        /** What was read of every one of them. */
        Coverage byKey(FeedRow row, Foothold foothold, List<Member> members) {
            return members.stream()
                    .map(member -> coverage.of(row.id, LookupReadings.hash(foothold), member.keyArn()))
                    .reduce(Coverage::and)
                    .orElse(Coverage.NONE);
        }

        /** Asked for one by one, and nothing that was read whole is missing in that any more. */
        boolean givenWayToKeys(FeedRow row, Foothold foothold, List<Member> members, Instant since) {
            if (members.isEmpty()) {
                return false;
            }
            var usages = lookup.usagesByKey(row.feed());
            return members.stream().allMatch(member -> usages.contains(member.keyUsage()))
                    && !byKey(row, foothold, members)
                            .watermark(since)
                            .isBefore(whole(row, foothold).watermark(since))
                    && lookup.canariesRead(row, foothold);
        }
    }

    FeedReports(FeedRows feeds, Kept kept, WatchEvidence evidence, Trail trail, Clocks clocks) {
        this.feeds = feeds;
        this.kept = kept;
        this.evidence = evidence;
        this.trail = trail;
        this.clocks = clocks;
    }

    /**
     * What is to be told of several retirements at once.
     *
     * @param bracket for how long before the watch began evidence matters too
     */
    Reading reading(Collection<Watch.Asked> asked, Duration bracket) {
        return new Reading(
                asked.stream().collect(Collectors.toMap(one -> one.retirement().id(), Watch.Asked::watchedSince)),
                bracket);
    }

    /** Remembers what it has read of the feeds: retirements in one place share them. */
    final class Reading {
        private final Map<UUID, Instant> watchedSince;
        private final Duration bracket;
        private final Map<Feed, Optional<StandingFeed>> standing = new HashMap<>();
        private final Map<Source, Evidence> read = new HashMap<>();

        private Reading(Map<UUID, Instant> watchedSince, Duration bracket) {
            this.watchedSince = watchedSince;
            this.bracket = bracket;
        }

        Stream<FeedReport> of(Feed feed, Retirement retirement) {
            return standing.computeIfAbsent(feed, this::standing)
                    .map(found -> of(found.row(), found.foothold(), retirement))
                    .orElseGet(() -> Stream.of(new FeedReport(
                            feed,
                            trail.reach(feed),
                            Evidence.NONE,
                            new FeedReport.Condition(Optional.of("not polled yet"), Instant.MIN))));
        }

        private Optional<StandingFeed> standing(Feed feed) {
            return feeds.of(feed).map(row -> new StandingFeed(row, feeds.foothold(row, trail.configurationHash(feed))));
        }

        /** Event history may have been asked in both ways: what was read in either proves by itself. */
        private Stream<FeedReport> of(FeedRow row, Foothold foothold, Retirement retirement) {
            var since = Objects.requireNonNull(watchedSince.get(retirement.id()));
            var feed = row.feed();
            var members = retirement.members().stream()
                    .filter(member -> feed.kind() == Feed.Kind.LOOKUP
                            && member.keyArn().place().equals(feed.place()))
                    .toList();
            var byKey = kept.givenWayToKeys(row, foothold, members, since);
            var ofKeys = kept.byKey(row, foothold, members);
            var whole = new FeedReport(
                    feed,
                    trail.reach(feed),
                    whole(row, foothold).since(since.minus(bracket)),
                    condition(row, foothold, new Asking(false, !byKey)));
            return byKey || !ofKeys.intervals().isEmpty()
                    ? Stream.of(
                            whole,
                            new FeedReport(
                                    feed,
                                    trail.reach(feed),
                                    evidence.of(row, LookupReadings.hash(foothold), ofKeys, since.minus(bracket)),
                                    condition(row, foothold, new Asking(true, byKey))))
                    : Stream.of(whole);
        }

        private Evidence whole(FeedRow row, Foothold foothold) {
            var hash = foothold.configurationHash();
            var earliest = Collections.min(watchedSince.values()).minus(bracket);
            return read.computeIfAbsent(
                    new Source(row.id, hash), _ -> evidence.of(row, hash, kept.whole(row, foothold), earliest));
        }
    }

    private record Source(UUID feedId, String configurationHash) {}

    private FeedReport.Condition condition(FeedRow row, Foothold foothold, Asking asking) {
        var trouble = Stream.of(foothold.trouble(), Optional.ofNullable(row.trouble))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return new FeedReport.Condition(
                Optional.of(trouble).filter(text -> !text.isEmpty()),
                foothold.reachesBack(clocks.domain().now()),
                asking);
    }
}
