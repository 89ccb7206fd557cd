package dev.keysunset.startup.tick;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Claims no more than it has free slots for, and works on each claim on a virtual thread of its own. A slow claim holds its
 * slot and nothing else: whatever is most urgent by then takes the next slot that becomes free.
 *
 * @param <C> a leased piece of work
 */
final class Lane<C> {
    private static final Logger LOG = Logger.getLogger(Lane.class);

    /** Work that makes itself due again at once may not spin for ever between two ticks. */
    private static final int ROUNDS_A_TICK = 50;

    private final String name;
    private final int capacity;
    private final IntFunction<List<C>> claimDue;
    private final Consumer<C> work;
    private final Semaphore slots;
    /** How often somebody has asked to look for work since the last look began; who asks first looks for all. */
    private final AtomicInteger asked = new AtomicInteger();

    private final AtomicInteger roundsLeft = new AtomicInteger();
    private final AtomicBoolean looked = new AtomicBoolean();
    private volatile boolean begun;
    private volatile boolean closing;

    Lane(String name, int capacity, IntFunction<List<C>> claimDue, Consumer<C> work) {
        this.name = name;
        this.capacity = capacity;
        this.claimDue = claimDue;
        this.work = work;
        this.slots = new Semaphore(capacity);
    }

    /** Starts what is due, as far as slots are free. */
    void tick() {
        begun = true;
        roundsLeft.set(ROUNDS_A_TICK);
        look();
    }

    /** Somebody knows of work that cannot wait for the tick: a look at once, but never before the first tick. */
    void nudge() {
        if (begun && !closing) {
            roundsLeft.set(ROUNDS_A_TICK);
            Thread.ofVirtual().name(name + "-nudge").start(this::goOn);
        }
    }

    /** Whether anybody has looked for work since this was last asked; not when every slot was taken all the time. */
    boolean hasLooked() {
        return looked.getAndSet(false);
    }

    /** Starts nothing more. */
    void close() {
        closing = true;
    }

    /** Starts nothing more and waits for what runs; false when something was still running after {@code patience}. */
    boolean drain(Duration patience) throws InterruptedException {
        close();
        return slots.tryAcquire(capacity, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One at a time. Whoever comes meanwhile is not waited for and not forgotten: the looker looks once more. */
    private void look() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        try {
            int answering;
            do {
                answering = asked.get();
                startDue();
            } while (!asked.compareAndSet(answering, 0));
        } catch (RuntimeException e) {
            asked.set(0);
            throw e;
        }
    }

    private void startDue() {
        var free = slots.drainPermits();
        var started = 0;
        try {
            if (free > 0 && !closing) {
                for (var claim : claimDue.apply(free)) {
                    Thread.ofVirtual().name(name + "-step").start(() -> run(claim));
                    started++;
                }
                looked.set(true);
            }
        } finally {
            slots.release(free - started);
        }
    }

    private void run(C claim) {
        try {
            work.accept(claim);
        } catch (RuntimeException e) {
            // Its lease runs out by itself, and then it is due again.
            LOG.errorf(e, "lane=%s a step failed; it is tried again when its lease ends", name);
        } finally {
            slots.release();
        }
        goOn();
    }

    /** One step often makes the next one due, so nobody waits for the tick. */
    private void goOn() {
        if (roundsLeft.decrementAndGet() < 0) {
            return;
        }
        try {
            look();
        } catch (RuntimeException e) {
            LOG.debugf(e, "lane=%s nothing claimed; the next tick tries again and says why", name);
        }
    }
}
