package dev.keysunset.watch.polling;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Member;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.RecordReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks, after a rollback, for the first call that succeeds again: whoever is on call wants to know who works, and a log group is
 * otherwise asked for failures alone. It reads by key, goes on at the next look where it stopped, and ends with the first success,
 * so that what it costs does not depend on how busy the key is.
 */
final class SuccessSearch {
    private static final Logger LOG = Logger.getLogger(SuccessSearch.class);

    private final FeedLedger ledger;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final RecordReader reader;
    private final Patience patience;

    SuccessSearch(FeedLedger ledger, Trail trail, WatchedKeys watchedKeys, RecordReader reader, Patience patience) {
        this.ledger = ledger;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.reader = reader;
        this.patience = patience;
    }

    void go(Retirement retirement, Instant lastNeeded) {
        var waiting = retirement.members().stream()
                .filter(member -> !ledger.servedSince(retirement.id(), member.keyArn(), lastNeeded))
                .toList();
        var now = patience.clocks().domain().now();
        if (waiting.isEmpty() || !lastNeeded.isBefore(now)) {
            return;
        }
        var progress = begun(retirement, new Interval(lastNeeded, now));
        var until = patience.clocks().real().now().plus(patience.pace().patience());
        while (!progress.finished() && patience.clocks().real().now().isBefore(until)) {
            var stretch = progress.stretch(patience.pace().maxSpan());
            var matches = new Matches(reader, watchedKeys.at(retirement.places()));
            for (var member : waiting) {
                var trouble = read(member, stretch, matches);
                if (trouble.isPresent()) {
                    LOG.warnf(
                            "retirement=%s keyArn=%s the first call after the rollback is not known yet: %s",
                            retirement.id(), member.keyArn(), trouble.get());
                    return;
                }
            }
            progress = progress.upTo(stretch.to());
            ledger.swept(retirement.id(), progress, Found.in(matches));
        }
    }

    /** Where the former look stopped, less what CloudTrail may have delivered late. */
    private SweepProgress begun(Retirement retirement, Interval range) {
        return ledger.sweepOf(retirement.id())
                .filter(former -> former.range().from().equals(range.from()))
                .map(former ->
                        former.reached().minus(patience.tempo().listening().lag()))
                .filter(reached -> reached.isAfter(range.from()))
                .map(SweepProgress.beginning(range)::upTo)
                .orElseGet(() -> SweepProgress.beginning(range));
    }

    private Optional<String> read(Member member, Interval stretch, Matches matches) {
        var feed = feedAt(member.keyArn().place());
        if (feed.isEmpty()) {
            return Optional.of("no feed is configured there");
        }
        Optional<String> token = Optional.empty();
        do {
            switch (trail.read(feed.get(), Trail.Query.of(member.keyArn(), stretch), token)) {
                case Reading.Read<Trail.Page>(var page) -> {
                    page.records().forEach(matches::add);
                    token = page.nextToken();
                }
                case Reading.Unreadable<Trail.Page>(var call, var code, var message) -> {
                    return Optional.of(call + " failed: " + code + " " + message);
                }
                case Reading.Absent<Trail.Page> _ -> {
                    return Optional.of("the feed does not exist");
                }
            }
        } while (token.isPresent() && matches.found().stream().noneMatch(match -> serves(match, member)));
        return Optional.empty();
    }

    private static boolean serves(Matches.Match match, Member member) {
        return match.record().keyArn().equals(member.keyArn()) && match.record().serves();
    }

    /** A log group tells what its reader asks for; what the event history has under a key need not be all. */
    private Optional<Feed> feedAt(Place place) {
        return trail.feeds().stream()
                .filter(feed -> feed.kind().pulls() && trail.reach(feed).contains(place))
                .max(Comparator.comparing(feed -> feed.kind() == Feed.Kind.LOGS));
    }
}
