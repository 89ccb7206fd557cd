package dev.keysunset.watch;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.WatchFacts.Sweep;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.Watch;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.FeedLedger.Found;
import dev.keysunset.watch.FeedLedger.SweepProgress;
import dev.keysunset.watch.FeedStep.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

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

    public Sweeping(FeedLedger ledger, Trail trail, WatchedKeys watchedKeys, RecordReader reader, Patience patience) {
        this.ledger = ledger;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.reader = reader;
        this.patience = patience;
    }

    @Override
    public WatchFacts facts(Retirement retirement, Instant watchedSince) {
        return ledger.facts(retirement, watchedSince);
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
            var read = read(retirement, stretch);
            if (!(read instanceof Reading.Read<Found>(var found))) {
                return new Reading.Unreadable<>("closing sweep of " + stretch, "Incomplete", told(read));
            }
            progress = new SweepProgress(progress.range(), stretch.to(), progress.at());
            ledger.swept(retirement.id(), progress, found);
        }
        return Reading.read(new Sweep(progress.range().from(), progress.range().to()));
    }

    private Interval stretch(SweepProgress progress) {
        var end = progress.reached().plus(patience.pace().maxSpan());
        return new Interval(
                progress.reached(),
                end.isBefore(progress.range().to()) ? end : progress.range().to());
    }

    private Reading<Found> read(Retirement retirement, Interval stretch) {
        var watched = retirement.places().stream()
                .flatMap(place -> watchedKeys.at(place).stream())
                .toList();
        var matches = new Matches(reader, watched);
        for (var place : retirement.places()) {
            var feed = feedAt(place);
            if (feed.isEmpty()) {
                return new Reading.Unreadable<>("no feed is configured for " + place, "NoFeed", "");
            }
            var trouble = readAll(feed.get(), stretch, matches);
            if (trouble.isPresent()) {
                return new Reading.Unreadable<>(feed.get().toString(), "Incomplete", trouble.get());
            }
        }
        return Reading.read(new Found(matches.found(), matches.quarantined()));
    }

    private Optional<String> readAll(Feed feed, Interval stretch, Matches matches) {
        Optional<String> token = Optional.empty();
        do {
            switch (trail.read(feed, stretch, token)) {
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
        } while (token.isPresent());
        return Optional.empty();
    }

    /** Log groups can be asked for what matters alone; the event history hands out every KMS call of the account. */
    private Optional<Feed> feedAt(Place place) {
        return trail.feeds().stream()
                .filter(feed -> feed.place().equals(place))
                .max(Comparator.comparing(feed -> feed.kind() == Feed.Kind.LOGS));
    }

    private static String told(Reading<Found> read) {
        return read.unreadable()
                .map(unreadable -> unreadable.call() + " " + unreadable.message())
                .orElse("");
    }
}
