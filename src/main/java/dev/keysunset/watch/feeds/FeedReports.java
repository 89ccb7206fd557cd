package dev.keysunset.watch.feeds;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedReport;
import dev.keysunset.core.FeedReport.Asking;
import dev.keysunset.core.Member;
import dev.keysunset.core.Retirement;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import dev.keysunset.watch.polling.Foothold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pull feeds have to show for one retirement. Joins the caller's transaction. */
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
            var usages = lookup.usagesByKey(row.feed());
            return !members.isEmpty()
                    && members.stream().allMatch(member -> usages.contains(member.keyUsage()))
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

    /** @param since evidence of before does not matter: earlier than {@code watchedSince}, because canaries bracket */
    List<FeedReport> of(Feed feed, Retirement retirement, Instant watchedSince, Instant since) {
        return feeds.of(feed)
                .map(row -> of(row, retirement, watchedSince, since))
                .orElseGet(() -> List.of(new FeedReport(
                        feed,
                        trail.reach(feed),
                        FeedReport.Evidence.NONE,
                        new FeedReport.Condition(Optional.of("not polled yet"), Instant.MIN))));
    }

    /** Event history may have been asked in both ways: what was read in either proves by itself. */
    private List<FeedReport> of(FeedRow row, Retirement retirement, Instant watchedSince, Instant since) {
        var feed = row.feed();
        var foothold = feeds.foothold(row, trail.configurationHash(feed));
        var members = retirement.members().stream()
                .filter(member -> feed.kind() == Feed.Kind.LOOKUP
                        && member.keyArn().place().equals(feed.place()))
                .toList();
        var byKey = kept.givenWayToKeys(row, foothold, members, watchedSince);
        var ofKeys = kept.byKey(row, foothold, members);
        var reports = new ArrayList<FeedReport>();
        reports.add(new FeedReport(
                feed,
                trail.reach(feed),
                evidence.of(row, foothold.configurationHash(), kept.whole(row, foothold), since),
                condition(row, foothold, new Asking(false, !byKey))));
        if (byKey || !ofKeys.intervals().isEmpty()) {
            reports.add(new FeedReport(
                    feed,
                    trail.reach(feed),
                    evidence.of(row, LookupReadings.hash(foothold), ofKeys, since),
                    condition(row, foothold, new Asking(true, byKey))));
        }
        return reports;
    }

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
