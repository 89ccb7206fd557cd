package dev.keysunset.standin.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * AWS's time and the one order in which everything in the stand-in happens.
 *
 * <p>All access to the world goes through {@link #inOrder}: it takes the only lock, first lets everything happen that
 * is due by now, and then runs the caller at a standing clock. So a seed and a list of calls give one history.
 */
public final class DomainClock {
    private final ReentrantLock order = new ReentrantLock();
    private final Pace pace;
    private final Timeline timeline;

    /**
     * A clock that starts now.
     *
     * @param rate domain seconds for each real second; 0 stands still until {@link #advance}
     */
    public DomainClock(InstantSource real, Instant start, double rate) {
        this.pace = new Pace(real, start, rate);
        this.timeline = new Timeline(pace.read());
    }

    public Instant now() {
        return inOrder(timeline::now);
    }

    public double rate() {
        return inOrder(pace::rate);
    }

    public void changeRate(double rate) {
        inOrder(() -> pace.changeRate(rate));
    }

    /** Moves the clock forward; all events in between have happened, in order, when this returns. */
    public void advance(Duration distance) {
        if (distance.isNegative()) {
            throw new IllegalArgumentException("The clock only moves forward, not by " + distance);
        }
        inOrder(() -> {
            pace.jump(distance);
            timeline.runTo(pace.read());
        });
    }

    /** Plans an event; one planned for the past happens next. */
    public void at(Instant instant, Runnable event) {
        inOrder(() -> timeline.plan(instant, event));
    }

    public void inOrder(Runnable action) {
        inOrder(() -> {
            action.run();
            return true;
        });
    }

    public <T> T inOrder(Supplier<T> action) {
        order.lock();
        try {
            // Inside an event or a call the clock stands still.
            if (order.getHoldCount() == 1) {
                timeline.runTo(pace.read());
            }
            return action.get();
        } finally {
            order.unlock();
        }
    }
}
