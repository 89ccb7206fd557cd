package dev.keysunset.startup.tick;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.Queues.Message;
import dev.keysunset.engine.RealClock;
import dev.keysunset.watch.polling.QueueStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/**
 * Receives from one end of a queue, one long poll after the other, on a virtual thread of its own. After a failure it rests, each
 * time longer up to a bound. To be closed it leaves off waiting at once; what it has in its hands it keeps and deletes first.
 */
final class Receiver {
    private static final Logger LOG = Logger.getLogger(Receiver.class);
    private static final int MOST_DOUBLINGS = 10;

    private final Feed feed;
    private final End end;
    private final QueueStep step;
    private final Patience patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Thread> thread = Optional.empty();
    private boolean waiting;
    private volatile Instant lastRound;

    /**
     * How it waits, in real time.
     *
     * @param longestWait for messages
     * @param rest after the first failure; it doubles up to {@code longestRest}
     * @param chance between 0 and 1: how much of a rest is taken, so that replicas do not come back all at once
     */
    record Patience(RealClock clock, Duration longestWait, Duration rest, Duration longestRest, DoubleSupplier chance) {
        Duration after(int failures) {
            var doubled = rest.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
            var shorter = doubled.compareTo(longestRest) < 0 ? doubled : longestRest;
            return Duration.ofMillis((long) (shorter.toMillis() * (1 + chance.getAsDouble()) / 2));
        }
    }

    Receiver(Feed feed, End end, QueueStep step, Patience patience) {
        this.feed = feed;
        this.end = end;
        this.step = step;
        this.patience = patience;
        this.lastRound = patience.clock().now();
    }

    /** Begins, or begins again if it has died. */
    void tend() {
        if (thread.filter(Thread::isAlive).isPresent() || isClosed()) {
            return;
        }
        thread.ifPresent(
                _ -> LOG.errorf("feed=\"%s\" end=%s nobody received any more; somebody does again", feed, end));
        thread = Optional.of(Thread.ofVirtual().name("queue-receiver").start(this::listen));
    }

    /** When a round last ended, however it ended. */
    Instant lastRound() {
        return lastRound;
    }

    /** Receives nothing more. */
    void close() {
        closed.countDown();
        lock.lock();
        try {
            if (waiting) {
                thread.ifPresent(Thread::interrupt);
            }
        } finally {
            lock.unlock();
        }
    }

    /** False when what was received was still being worked on after {@code within}. */
    boolean drain(Duration within) throws InterruptedException {
        return thread.isEmpty() || thread.get().join(within);
    }

    private void listen() {
        var failures = 0;
        while (!isClosed()) {
            failures = round() ? 0 : failures + 1;
            lastRound = patience.clock().now();
            if (failures > 0) {
                rest(patience.after(failures));
            }
        }
    }

    private boolean round() {
        try {
            step.ready();
            var received = received();
            return (isClosed() && received.found().isEmpty()) || step.take(feed, end, received);
        } catch (RuntimeException e) {
            LOG.errorf(e, "feed=\"%s\" end=%s a round failed; its messages come again", feed, end);
            return false;
        }
    }

    private Reading<List<Message>> received() {
        lock.lock();
        try {
            waiting = !isClosed();
        } finally {
            lock.unlock();
        }
        try {
            return isClosed() ? new Reading.Absent<>() : step.receive(feed, end, patience.longestWait());
        } finally {
            lock.lock();
            try {
                waiting = false;
                // It may have come after the answer, and must not hit the transaction that keeps what was received.
                var _ = Thread.interrupted();
            } finally {
                lock.unlock();
            }
        }
    }

    private void rest(Duration howLong) {
        try {
            var _ = closed.await(howLong.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
