package dev.keysunset.watch.polling;

import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.FeedReport;
import dev.keysunset.core.Interval;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Member;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.WatchFacts.Sweep;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.Watch;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.RecordReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The watch as the engine asks it: what the feeds have shown, and the closing sweep. A sweep of a long window takes more than
 * one step; how far it has come is remembered, so that a restart goes on where it stopped.
 */
@ApplicationScoped
public class Sweeping implements Watch {
    private final FeedLedger ledger;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final RecordReader reader;
    private final Patience patience;
    private final SuccessSearch successes;

    public Sweeping(FeedLedger ledger, Trail trail, WatchedKeys watchedKeys, RecordReader reader, Patience patience) {
        this.ledger = ledger;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.reader = reader;
        this.patience = patience;
        this.successes = new SuccessSearch(ledger, trail, watchedKeys, reader, patience);
    }

    @Override
    public void lookForSuccess(Retirement retirement, Instant lastNeeded) {
        successes.go(retirement, lastNeeded);
    }

    @Override
    public WatchFacts facts(Retirement retirement, Instant watchedSince) {
        return ledger.facts(retirement, watchedSince);
    }

    @Override
    public Map<UUID, WatchFacts> facts(List<Asked> asked) {
        return ledger.facts(asked);
    }

    @Override
    public List<FeedFooting> footings(Collection<Place> places) {
        return ledger.footings(places);
    }

    @Override
    public Reading<Sweep> sweep(Retirement retirement, Interval range) {
        var progress = ledger.sweepOf(retirement.id())
                .filter(begun -> begun.range().from().equals(range.from()))
                .filter(begun ->
                        begun.at().plus(patience.pace().sweepValidity()).isAfter(range.to()))
                .orElseGet(() -> new SweepProgress(range, range.from(), range.to()));
        var until = patience.clocks().real().now().plus(patience.pace().patience());
        while (!progress.finished()) {
            if (patience.clocks().real().now().isAfter(until)) {
                return new Reading.Absent<>();
            }
            var stretch = stretch(progress);
            var read = read(retirement, range.from(), stretch);
            if (!(read instanceof Reading.Read<Found>(var found))) {
                return new Reading.Unreadable<>("closing sweep of " + stretch, "Incomplete", told(read));
            }
            progress = new SweepProgress(progress.range(), stretch.to(), progress.at());
            ledger.swept(retirement.id(), progress, found);
        }
        return Reading.read(new Sweep(progress.range().from(), progress.range().to()));
    }

    @Override
    public Optional<LookupReading> lookupAlone(Place place) {
        return ledger.lookupAlone(place);
    }

    private Interval stretch(SweepProgress progress) {
        var end = progress.reached().plus(patience.pace().maxSpan());
        return new Interval(
                progress.reached(),
                end.isBefore(progress.range().to()) ? end : progress.range().to());
    }

    private Reading<Found> read(Retirement retirement, Instant since, Interval stretch) {
        var watched = watchedKeys.at(retirement.places());
        var matches = new Matches(reader, watched);
        var feeds = new LinkedHashSet<Feed>();
        var footings = ledger.footings(retirement.places());
        var reports = ledger.facts(retirement, since).feeds();
        for (var place : retirement.places()) {
            var feed = feedsAt(place, stretch.from(), footings).max(preference(reports));
            if (feed.isEmpty()) {
                return new Reading.Unreadable<>(
                        "no feed of " + place + " that is sound reaches back to " + stretch.from(), "OutOfReach", "");
            }
            feeds.add(feed.get());
        }
        for (var feed : feeds) {
            for (var query : queries(feed, retirement, reports, stretch)) {
                if (Pages.read(trail, feed, query, matches::add) instanceof Pages.Failed(var why)) {
                    return new Reading.Unreadable<>(feed.toString(), "Incomplete", why);
                }
            }
        }
        return Reading.read(Found.in(matches));
    }

    /** Everything at once; or the members one by one, where the place is too busy to be read whole and they are found so. */
    private static List<Trail.Query> queries(
            Feed feed, Retirement retirement, List<FeedReport> reports, Interval stretch) {
        var byKey = reports.stream()
                .filter(report -> report.feed().equals(feed))
                .map(report -> report.condition().asking())
                .anyMatch(asking -> asking.byKey() && asking.ongoing());
        return byKey
                ? retirement.members().stream()
                        .map(Member::keyArn)
                        .filter(keyArn -> keyArn.place().equals(feed.place()))
                        .map(keyArn -> Trail.Query.of(keyArn, stretch))
                        .toList()
                : List.of(Trail.Query.everything(stretch));
    }

    /** What a feed no longer holds it reads as silence. */
    private Stream<Feed> feedsAt(Place place, Instant from, List<FeedFooting> footings) {
        var now = patience.clocks().domain().now();
        return footings.stream().filter(feed -> feed.holds(place, from, now)).map(FeedFooting::feed);
    }

    /**
     * What somebody laid hands on shows the same nothing when it is read once more; what is not well may not be read at all. Of the
     * others, log groups can be asked for what matters alone; the event history hands out every KMS call of the account.
     */
    private static Comparator<Feed> preference(List<FeedReport> reports) {
        return Comparator.comparing((Feed feed) -> reported(feed, reports, Sweeping::untouched))
                .thenComparing(feed -> reported(feed, reports, Sweeping::well))
                .thenComparing(feed -> feed.kind() == Feed.Kind.LOGS);
    }

    private static boolean reported(Feed feed, List<FeedReport> reports, Predicate<FeedReport> what) {
        return reports.stream().filter(report -> report.feed().equals(feed)).anyMatch(what);
    }

    private static boolean untouched(FeedReport report) {
        return report.evidence().tamperings().stream()
                .noneMatch(tampering -> tampering.refused().isEmpty());
    }

    private static boolean well(FeedReport report) {
        return report.condition().trouble().isEmpty();
    }

    private static String told(Reading<Found> read) {
        return read.unreadable()
                .map(unreadable -> (unreadable.call() + " " + unreadable.message()).strip())
                .orElse("");
    }
}
