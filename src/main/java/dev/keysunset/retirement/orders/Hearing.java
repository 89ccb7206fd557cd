package dev.keysunset.retirement.orders;

import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Hears a person out: finds and locks the retirement, refuses a word on an old version, and wakes the engine afterwards. */
@ApplicationScoped
class Hearing {
    private final RetirementRows retirements;
    private final Views views;
    private final Clocks clocks;

    Hearing(RetirementRows retirements, Views views, Clocks clocks) {
        this.retirements = retirements;
        this.views = views;
        this.clocks = clocks;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param obey changes the row and writes the timeline, or says why not and changes nothing
     */
    Answer hear(Word word, BiFunction<RetirementRow, Instant, Optional<Answer.NotPossible>> obey) {
        var found = retirements.locked(word.retirementId());
        if (found.isEmpty()) {
            return new Answer.NotFound(word.retirementId());
        }
        var row = found.get();
        if (row.version != word.version()) {
            return new Answer.Changed(row.version);
        }
        var now = clocks.domain().now();
        var objection = obey.apply(row, now);
        if (objection.isPresent()) {
            return objection.get();
        }
        row.spokenTo(now);
        retirements.flush();
        return new Answer.Done(views.of(row));
    }
}
