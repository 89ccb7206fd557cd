package dev.keysunset.watch.polling;

import dev.keysunset.core.Interval;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.polling.FeedStep.Reach;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads everything that a feed brings, from the first gap to now, page by page, and earns coverage only if every page came; the
 * stretch that CloudTrail may still add to is read again by the next poll.
 */
final class WholePlace {
    private static final Duration SHORTEST_SPAN = Duration.ofMinutes(1);

    private final Trail trail;
    private final RecordReader reader;
    private final Patience patience;

    WholePlace(Trail trail, RecordReader reader, Patience patience) {
        this.trail = trail;
        this.reader = reader;
        this.patience = patience;
    }

    /**
     * What one reading brought.
     *
     * @param credited the interval that was read completely; absent when that failed anywhere
     * @param recordsASecond how much there is, known where the pages came, if not all of them
     * @param next how long a stretch may be asked for next time, and whether this one came up to the present
     */
    record Brought(
            Found found,
            Optional<Interval> credited,
            Optional<String> trouble,
            Optional<Double> recordsASecond,
            Next next) {}

    record Next(Duration span, boolean caughtUp) {}

    /** What is new in a poll; nothing, where all that was there has been read. */
    private record Stretch(Instant from, Instant to) {}

    /** @param since from when on the feed's records matter; in the past */
    Brought read(FeedClaim claim, List<WatchedKey> watched, Instant since, Reach reach) {
        var now = reach.now();
        var gap = gap(claim, since, now);
        var end = gap.plus(claim.span()).isBefore(now) ? gap.plus(claim.span()) : now;
        // One lag further back than the gap: records arrive late, and out of order.
        var range = new Interval(gap.minus(patience.tempo().listening().lag()), end);
        var matches = new Matches(reader, watched);
        var count = new AtomicLong();
        var pages = Pages.read(
                trail,
                new Pages.Question(claim.feed(), Trail.Query.everything(range)),
                text -> {
                    count.incrementAndGet();
                    matches.add(text);
                },
                () -> patience.clocks().real().now().isBefore(reach.until()));
        var rate = count.get()
                * 1000.0
                / Duration.between(range.from(), range.to()).toMillis();
        // What the pages before a failure brought counts all the same; only the coverage is lost.
        var found = Found.in(matches);
        return switch (pages) {
            case Pages.Complete(var awsNow, var _) -> complete(claim, new Stretch(gap, end), awsNow, found, rate);
            case Pages.OutOfTime _ ->
                new Brought(
                        found,
                        Optional.empty(),
                        Optional.of("the pages of " + range + " outlast the lease; asking for less"),
                        Optional.of(rate),
                        new Next(halved(claim.span()), false));
            case Pages.Failed(var _, var why) ->
                new Brought(found, Optional.empty(), Optional.of(why), Optional.empty(), new Next(claim.span(), false));
        };
    }

    /**
     * Where to read on: at the oldest gap that the feed can still repair. While it cannot earn anything, the present matters
     * more than the past: somebody may need a key now.
     */
    private static Instant gap(FeedClaim claim, Instant since, Instant now) {
        var reachesBack = claim.foothold().firm() ? claim.foothold().reachesBack(now) : now.minus(claim.span());
        var from = since.isAfter(reachesBack) ? since : reachesBack;
        return from.isBefore(now)
                ? claim.coverage()
                        .firstGap(new Interval(from, now))
                        .map(Interval::from)
                        .orElse(now)
                : now;
    }

    private Brought complete(FeedClaim claim, Stretch stretch, Instant awsNow, Found found, double rate) {
        var now = patience.clocks().domain().now();
        var seen = (awsNow.isBefore(now) ? awsNow : now)
                .minus(patience.tempo().listening().lag());
        var complete = stretch.to().isBefore(seen) ? stretch.to() : seen;
        var credited = stretch.from().isBefore(complete)
                ? claim.foothold().creditable(new Interval(stretch.from(), complete), now)
                : Optional.<Interval>empty();
        var caughtUp =
                !stretch.to().isBefore(now.minus(patience.tempo().listening().pollInterval()));
        return new Brought(
                found, credited, Optional.empty(), Optional.of(rate), new Next(doubled(claim.span()), caughtUp));
    }

    private Duration doubled(Duration span) {
        var doubled = span.multipliedBy(2);
        return doubled.compareTo(patience.pace().maxSpan()) > 0
                ? patience.pace().maxSpan()
                : doubled;
    }

    private static Duration halved(Duration span) {
        var half = span.dividedBy(2);
        return half.compareTo(SHORTEST_SPAN) < 0 ? SHORTEST_SPAN : half;
    }
}
