package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Cause;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.retirement.timeline.Tidings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** What of a rollback is worth telling, in words. Joins the transaction in which it happens. */
@ApplicationScoped
class RollbackTidings {
    private final Tidings tidings;

    RollbackTidings(Tidings tidings) {
        this.tidings = tidings;
    }

    void begun(RollbackEventRow event) {
        var ordered = Cause.BY_WORD_OF_A_PERSON.contains(event.because);
        rollback(
                ordered ? Kind.ROLLBACK_ORDERED : Kind.ROLLBACK_BEGUN,
                event,
                about -> new Words(
                        title(event.because, ordered).formatted(about),
                        event.because.text() + (event.detail.equals(event.because.text()) ? "" : ". " + event.detail),
                        Optional.of("See who needed it and whether it works again, then acknowledge it.")),
                new Once("rollback-begun:" + event.id, event.openedAt));
    }

    /** Needed is only what somebody was seen needing. */
    private static String title(Cause because, boolean ordered) {
        if (ordered) {
            return "%s is rolled back by order";
        }
        return because == Cause.SIGHTING ? "%s is needed: a rollback has begun" : "%s is rolled back";
    }

    void stuck(RollbackEventRow event, String because, String commands, Instant at) {
        rollback(
                Kind.ROLLBACK_STUCK,
                event,
                about -> new Words(
                        "The rollback of %s does not get on".formatted(about),
                        because + " It is tried again by itself.",
                        commands.isEmpty() ? Optional.empty() : Optional.of("Run: " + commands)),
                new Once("rollback-stuck:" + event.id + ":" + event.toldAt, at));
    }

    void done(RollbackEventRow event, RollbackReview.Ended ended) {
        rollback(
                Kind.ROLLBACK_DONE,
                event,
                about -> new Words(title(ended).formatted(about), ended.detail(), Optional.of(remedy(ended))),
                new Once("rollback-done:" + event.id, ended.at()));
    }

    void assigned(RollbackEventRow event, String to, String by, Instant at) {
        rollback(
                Kind.ROLLBACK_ASSIGNED,
                event,
                about -> new Words(
                        "The rollback of %s is for %s".formatted(about, to),
                        by + " assigned it.",
                        Optional.of("See who needed it and whether it works again, then acknowledge it.")),
                new Once("rollback-assigned:" + event.id + ":" + event.version, at));
    }

    void acknowledged(RollbackEventRow event, String by, Instant at) {
        rollback(
                Kind.ROLLBACK_ACKNOWLEDGED,
                event,
                about -> new Words(
                        "%s looks after the rollback of %s".formatted(by, about),
                        "It was acknowledged.",
                        Optional.empty()),
                new Once("rollback-acknowledged:" + event.id, at));
    }

    void resolved(RollbackEventRow event, RollbackReview.Conclusion found, Instant at) {
        rollback(
                Kind.ROLLBACK_RESOLVED,
                event,
                about -> new Words(
                        "The rollback of %s is resolved".formatted(about),
                        found.by() + ": " + found.told(),
                        Optional.empty()),
                new Once("rollback-resolved:" + event.id, at));
    }

    private static String title(RollbackReview.Ended ended) {
        if (ended.destroyed()) {
            return "%s is destroyed: the rollback came too late";
        }
        return ended.restored()
                ? "The rollback of %s is done"
                : "The rollback of %s has ended, and not every key came back";
    }

    private static String remedy(RollbackReview.Ended ended) {
        if (ended.destroyed()) {
            return "Data under it cannot be read again: restore it from elsewhere, then resolve it.";
        }
        return ended.restored()
                ? "An enabled key is no recovery: see what to check and to repeat, then resolve it."
                : "Decide whether what was left should be brought back, by hand: it is not touched any more.";
    }

    private void rollback(Kind kind, RollbackEventRow event, Tidings.Telling telling, Once once) {
        tidings.tell(kind, telling, event.retirementId, Optional.of(event.id), once);
    }
}
