package dev.keysunset.retirement.orders;

import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Lets a retirement be looked at now instead of when it would be due. */
@ApplicationScoped
public class Retry {
    private final Hearing hearing;
    private final Timeline timeline;

    Retry(Hearing hearing, Timeline timeline) {
        this.hearing = hearing;
        this.timeline = timeline;
    }

    @Transactional
    public Answer now(Word word) {
        return hearing.hear(word, (row, now) -> {
            if (row.nextDueAt == null) {
                return Optional.of(new Answer.NotPossible(
                        row.standing.state,
                        "It has ended; there is no step left.",
                        "Submit the key again if need be."));
            }
            timeline.append(row.id, now, Timeline.Line.of(Timeline.Kind.RETRIED, word.by(), word.reason()));
            return Optional.empty();
        });
    }
}
