package dev.keysunset.console;

import dev.keysunset.access.Caller;
import dev.keysunset.retirement.api.StatsResource;
import dev.keysunset.retirement.view.ApprovalQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Makes the frame of a page for whoever asks. */
@ApplicationScoped
public class Frames {
    private static final double AS_IT_IS = 1.01;
    private static final double DAY = Duration.ofDays(1).toSeconds();

    private final StatsResource stats;
    private final ApprovalQueue queue;
    private final Caller caller;

    Frames(StatsResource stats, ApprovalQueue queue, Caller caller) {
        this.stats = stats;
        this.queue = queue;
        this.caller = caller;
    }

    /** Of a page that answers nothing. */
    public Frame frame() {
        return frame(Optional.empty());
    }

    public Frame frame(Optional<Told> told) {
        var now = stats.stats();
        return new Frame(
                new Frame.Person(caller.name(), caller.roles(), caller.machine()),
                new Frame.Waiting(queue.count(caller.name()), now.waiting().unresolvedRollbacks()),
                now.stop().stops(),
                new Frame.Time(now.running().now(), dayLasts(now.running().rate())),
                told);
    }

    private static Optional<String> dayLasts(double rate) {
        return rate > AS_IT_IS ? Optional.of(String.format(Locale.ROOT, "%.1f", DAY / rate)) : Optional.empty();
    }
}
