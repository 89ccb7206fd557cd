package dev.keysunset.watch.uses;

import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.EventHistory;
import dev.keysunset.engine.Trail;
import dev.keysunset.watch.records.RecordReader;
import dev.keysunset.watch.records.UseSearch;
import dev.keysunset.watch.uses.PassStore.Pass;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the event history of a place as a whole, from the end backwards, for all its keys of which KMS does not say when they were
 * last used: only that is complete.
 */
@ApplicationScoped
class Searching implements Asking {
    private static final Logger LOG = Logger.getLogger(Searching.class);

    /** How a token is refused that is too old (CloudTrail API, LookupEvents). */
    private static final String TOKEN_REFUSED = "InvalidNextTokenException";

    private final PassStore passes;
    private final EventHistory history;
    private final RecordReader reader;
    private final Pace pace;
    private final AskingTurns turns;

    Searching(PassStore passes, EventHistory history, RecordReader reader, Pace pace, AskingTurns turns) {
        this.passes = passes;
        this.history = history;
        this.reader = reader;
        this.pace = pace;
        this.turns = turns;
    }

    @Override
    public AskingTurns.Work work() {
        return AskingTurns.Work.HISTORY;
    }

    /** Page after page. */
    @Override
    public void run(Place place) {
        var pass = passes.pass(place).filter(_ -> turns.take(place, AskingTurns.Work.HISTORY));
        var left = pace.settings().pagesATurn();
        while (pass.isPresent() && left > 0) {
            pass = next(pass.get());
            left--;
        }
    }

    /** The pass after one more page; empty when it is over, or cannot go on now. */
    private Optional<Pass> next(Pass pass) {
        return switch (history.read(pass.place(), Trail.Query.everything(pass.range()), pass.token())) {
            case Reading.Read<Trail.Page>(var page) -> read(pass, page);
            case Reading.Unreadable<Trail.Page> failed
            when failed.code().equals(TOKEN_REFUSED) -> {
                passes.keep(pass, pass.withoutToken(), Map.of());
                yield Optional.empty();
            }
            case Reading.Unreadable<Trail.Page> failed -> {
                turns.failed(pass.place(), AskingTurns.Work.HISTORY, failed);
                yield Optional.empty();
            }
            case Reading.Absent<Trail.Page> _ -> throw new IllegalStateException("a page is read or not");
        };
    }

    private Optional<Pass> read(Pass pass, Trail.Page page) {
        var search = new UseSearch(reader, passes.lookedFor(pass.place()), pass.reached());
        page.records().forEach(search::add);
        if (page.nextToken().isEmpty()) {
            passes.finish(pass, search.latest());
            LOG.infof(
                    "place=%s its event history was read from %s to %s",
                    pass.place(), pass.whole().from(), pass.whole().to());
            return Optional.empty();
        }
        var on = pass.on(search.oldest().orElse(pass.reached()), page.nextToken());
        return passes.keep(pass, on, search.latest()) ? Optional.of(on) : Optional.empty();
    }
}
