package dev.keysunset.watch.uses;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.EventHistory;
import dev.keysunset.engine.Trail;
import dev.keysunset.watch.records.RecordReader;
import dev.keysunset.watch.records.UseSearch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Looks into what the event history lists under a key of which KMS does not say when it was last used: one page, which is cheap and
 * may show a use. That it shows none says nothing.
 */
@ApplicationScoped
class Listing implements Asking {
    private final SearchStore searches;
    private final EventHistory history;
    private final RecordReader reader;
    private final Pace pace;
    private final AskingTurns turns;

    Listing(SearchStore searches, EventHistory history, RecordReader reader, Pace pace, AskingTurns turns) {
        this.searches = searches;
        this.history = history;
        this.reader = reader;
        this.pace = pace;
        this.turns = turns;
    }

    @Override
    public AskingTurns.Work work() {
        return AskingTurns.Work.LISTING;
    }

    /** One key's page. */
    @Override
    public void run(Place place) {
        searches.toList(place)
                .filter(_ -> turns.take(place, AskingTurns.Work.LISTING))
                .ifPresent(this::list);
    }

    private void list(KeyArn keyArn) {
        var now = pace.now();
        var query = Trail.Query.of(keyArn, new Interval(now.minus(LastUse.HISTORY), now));
        switch (history.read(keyArn.place(), query, Optional.empty())) {
            case Reading.Read<Trail.Page>(var page) -> {
                var search = new UseSearch(reader, List.of(keyArn), now);
                page.records().forEach(search::add);
                searches.listed(keyArn, search.latest());
            }
            case Reading.Unreadable<Trail.Page> failed ->
                turns.failed(keyArn.place(), AskingTurns.Work.LISTING, failed);
            case Reading.Absent<Trail.Page> _ -> throw new IllegalStateException("a page is read or not");
        }
    }
}
