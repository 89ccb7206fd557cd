package dev.keysunset.console;

import dev.keysunset.access.Caller;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.restraints.Stops;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.view.ApprovalQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Makes the frame of a page for whoever asks. Every page waits for it, so it reads no more than it shows. */
@ApplicationScoped
public class Frames {
    private static final double AS_IT_IS = 1.01;
    private static final double DAY = Duration.ofDays(1).toSeconds();

    private final ApprovalQueue queue;
    private final RollbackReviews reviews;
    private final Stops stops;
    private final DomainClock clock;
    private final Caller caller;

    Frames(ApprovalQueue queue, RollbackReviews reviews, Stops stops, DomainClock clock, Caller caller) {
        this.queue = queue;
        this.reviews = reviews;
        this.stops = stops;
        this.clock = clock;
        this.caller = caller;
    }

    /** Of a page that answers nothing. */
    public Frame frame() {
        return frame(Optional.empty());
    }

    public Frame frame(Optional<Told> told) {
        return new Frame(
                new Frame.Person(caller.name(), caller.roles(), caller.machine()),
                new Frame.Waiting(approvals(), reviews.unresolved()),
                stops.holding(),
                new Frame.Time(clock.now(), dayLasts(clock.rate())),
                told);
    }

    /** Nothing waits for whoever decides nowhere. */
    private long approvals() {
        return Shut.unlessDecider(caller).isPresent() ? 0 : queue.count(caller.name());
    }

    private static Optional<String> dayLasts(double rate) {
        return rate > AS_IT_IS ? Optional.of(String.format(Locale.ROOT, "%.1f", DAY / rate)) : Optional.empty();
    }
}
