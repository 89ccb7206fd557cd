package dev.keysunset.retirement.orders;

import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Holds one retirement back from disabling and scheduling, until somebody releases it. Never holds back a rollback. */
@ApplicationScoped
public class Holds {
    private final Hearing hearing;
    private final Timeline timeline;

    Holds(Hearing hearing, Timeline timeline) {
        this.hearing = hearing;
        this.timeline = timeline;
    }

    @Transactional
    public Answer hold(Word word) {
        return hearing.hear(word, (row, now) -> {
            if (row.standing.state.terminal()) {
                return no(row, "It has ended; nothing is left to hold.", "None needed.");
            }
            if (row.heldAt != null) {
                return no(row, "It is held already, by " + row.heldBy + ".", "Release that hold first.");
            }
            row.heldBy = word.by();
            row.heldReason = word.reason();
            row.heldAt = now;
            timeline.append(row.id, now, Timeline.Line.of(Timeline.Kind.HELD, word.by(), word.reason()));
            return Optional.empty();
        });
    }

    @Transactional
    public Answer release(Word word) {
        return hearing.hear(word, (row, now) -> {
            if (row.heldAt == null) {
                return no(row, "It is not held.", "See its attention for what it waits for.");
            }
            row.heldBy = null;
            row.heldReason = null;
            row.heldAt = null;
            timeline.append(row.id, now, Timeline.Line.of(Timeline.Kind.RELEASED, word.by(), word.reason()));
            return Optional.empty();
        });
    }

    private static Optional<Answer.NotPossible> no(RetirementRow row, String because, String remedy) {
        return Optional.of(new Answer.NotPossible(row.standing.state, because, remedy));
    }
}
