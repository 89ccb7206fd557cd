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
import dev.keysunset.watch.polling.FeedLedger.Bookmark;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.polling.Pages.Question;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The watch as the engine asks it: what the feeds have shown, and the closing sweep. A sweep of a long window takes more than
 * one step; how far it has come is remembered, so that the next step, or a restart, goes on at the page where it stopped.
 *
 * <p>Not by shorter stretches, as polls do: where a log group stands beside it, the event history is asked for much by name, and
 * each of these questions costs a call however short the stretch. A step has time for a few calls.
 */
@ApplicationScoped
public class Sweeping implements Watch {
    /** How a page is refused whose name is too old (CloudTrail API, LookupEvents; CloudWatch Logs API, FilterLogEvents). */
    private static final Set<String> PAGE_REFUSED = Set.of("InvalidNextTokenException", "InvalidParameterException");

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
        // Taken first: whoever sleeps over what follows finds its time up, and adds nothing to a sweep that grew stale
        // meanwhile.
        var until = patience.clocks().real().now().plus(patience.pace().patience());
        var progress = underWay(retirement, range).orElseGet(() -> SweepProgress.beginning(range));
        while (!progress.finished()) {
            // Taken before it reads, so that no sleep in between makes what was read look younger.
            var readAt = patience.clocks().domain().now();
            if (!inTime(until)) {
                return new Reading.Absent<>();
            }
            switch (read(retirement, progress, () -> inTime(until))) {
                case Reading.Read<Portion>(var portion) -> {
                    progress = new SweepProgress(progress.range(), portion.reached(), portion.bookmark(), readAt);
                    ledger.swept(retirement.id(), progress, portion.found());
                }
                case Reading.Absent<Portion> _ -> {
                    return new Reading.Absent<>();
                }
                case Reading.Unreadable<Portion> failed -> {
                    return failed(retirement, progress, failed);
                }
            }
        }
        return Reading.read(new Sweep(progress.range().from(), progress.range().to()));
    }

    /** Under way or finished; not one that has rested for too long, because what it read first only grows older. */
    private Optional<SweepProgress> underWay(Retirement retirement, Interval range) {
        var kept = ledger.sweepOf(retirement.id());
        var now = patience.clocks().domain().now();
        return kept.filter(sweep -> sweep.range().from().equals(range.from()))
                .filter(sweep ->
                        sweep.readAt().plus(patience.pace().sweepValidity()).isAfter(now));
    }

    private boolean inTime(Instant until) {
        return patience.clocks().real().now().isBefore(until);
    }

    /** A page that AWS gives no more: the stretch is read from its beginning the next time. */
    private Reading<Sweep> failed(Retirement retirement, SweepProgress progress, Reading.Unreadable<Portion> failed) {
        if (progress.bookmark().isPresent() && PAGE_REFUSED.contains(failed.code())) {
            ledger.swept(retirement.id(), progress.upTo(progress.reached()), Found.NOTHING);
        }
        return new Reading.Unreadable<>(
                "closing sweep of " + stretch(progress),
                "Incomplete",
                (failed.call() + " " + failed.message()).strip());
    }

    @Override
    public Optional<LookupReading> lookupAlone(Place place) {
        return ledger.lookupAlone(place);
    }

    private Interval stretch(SweepProgress progress) {
        return progress.stretch(patience.pace().maxSpan());
    }

    /**
     * What one step read of a stretch.
     *
     * @param bookmark where its time was up; absent at the end of the stretch
     */
    private record Portion(Found found, Instant reached, Optional<Bookmark> bookmark) {}

    /** {@code Absent} where time was up before the first page. */
    private Reading<Portion> read(Retirement retirement, SweepProgress progress, BooleanSupplier inTime) {
        var stretch = stretch(progress);
        var footings = ledger.footings(retirement.places());
        var reports = ledger.facts(retirement, progress.range().from()).feeds();
        var feeds = new LinkedHashSet<Feed>();
        for (var place : retirement.places()) {
            var feed = feedsAt(place, stretch.from(), footings).max(preference(reports));
            if (feed.isEmpty()) {
                return new Reading.Unreadable<>(
                        "no feed of " + place + " that is sound reaches back to " + stretch.from(), "OutOfReach", "");
            }
            feeds.add(feed.get());
        }
        var questions = feeds.stream()
                .flatMap(feed ->
                        queries(feed, retirement, reports, stretch).stream().map(query -> new Question(feed, query)))
                .toList();
        var matches = new Matches(reader, watchedKeys.at(retirement.places()));
        return ask(questions, progress, matches, inTime);
    }

    private Reading<Portion> ask(
            List<Question> questions, SweepProgress progress, Matches matches, BooleanSupplier inTime) {
        var asked = questions.stream().map(Question::inWords).collect(Collectors.joining("\n"));
        // Where other questions are asked by now, because another feed is preferred, nothing counts of what the others
        // brought.
        var begun = progress.bookmark()
                .filter(bookmark -> bookmark.asked().equals(asked))
                .orElseGet(() -> Bookmark.beginning(asked));
        var at = begun;
        for (var question : questions.subList(begun.answered(), questions.size())) {
            switch (Pages.read(trail, question, at.page(), matches::add, inTime)) {
                case Pages.Complete _ -> at = at.nextQuestion();
                case Pages.OutOfTime(var next) -> {
                    at = at.at(next);
                    return at.equals(begun)
                            ? new Reading.Absent<>()
                            : Reading.read(new Portion(Found.in(matches), progress.reached(), Optional.of(at)));
                }
                case Pages.Failed(var code, var why) -> {
                    return new Reading.Unreadable<>(question.feed().toString(), code, why);
                }
            }
        }
        return Reading.read(new Portion(Found.in(matches), stretch(progress).to(), Optional.empty()));
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
}
