package dev.keysunset.startup.tick;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock claiming = new ReentrantLock();
    private final AtomicInteger roundsLeft = new AtomicInteger();
    private volatile boolean closing;

    Lane(String name, int capacity, IntFunction<List<C>> claimDue, Consumer<C> work) {
        this.name = name;
        this.capacity = capacity;
        this.claimDue = claimDue;
        this.work = work;
        this.slots = new Semaphore(capacity);
    }

    /**
     * Starts what is due, as far as slots are free.
     *
     * @return false when every slot was taken, so that nobody has looked
     */
    boolean tick() {
        roundsLeft.set(ROUNDS_A_TICK);
        claiming.lock();
        try {
            return startDue();
        } finally {
            claiming.unlock();
        }
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

    private boolean startDue() {
        var free = slots.drainPermits();
        if (free == 0 || closing) {
            slots.release(free);
            return false;
        }
        var started = 0;
        try {
            for (var claim : claimDue.apply(free)) {
                Thread.ofVirtual().name(name + "-", 0).start(() -> run(claim));
                started++;
            }
        } finally {
            slots.release(free - started);
        }
        return true;
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

    /** One step often makes the next one due, so nobody waits for the tick; whoever is claiming already sees it too. */
    private void goOn() {
        if (closing || roundsLeft.decrementAndGet() < 0 || !claiming.tryLock()) {
            return;
        }
        try {
            startDue();
        } catch (RuntimeException e) {
            LOG.debugf(e, "lane=%s nothing claimed; the next tick tries again and says why", name);
        } finally {
            claiming.unlock();
        }
    }
}
