package dev.keysunset.aws;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who goes next when calls wait for the same limit: those for the key that was needed last, before those for one needed earlier,
 * before all that can wait. A limit that serves in the order of arrival would let a new need wait behind a thousand looks at keys
 * that nobody needs.
 */
final class WaitingLine {
    /** In intervals: whoever reads page after page takes a turn again within these. */
    private static final int QUIET = 10;

    private final Bucket bucket;
    private final Duration interval;
    private final TimeMeter meter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final PriorityQueue<Waiter> waiting = new PriorityQueue<>();
    private long arrivals;
    private Optional<Long> lastTurn = Optional.empty();

    private enum Standing {
        NEXT,
        BEHIND,
        SENT_AWAY
    }

    private record Waiter(Instant urgentSince, long arrival) implements Comparable<Waiter> {
        private static final Comparator<Waiter> NEWEST_FIRST =
                Comparator.comparing(Waiter::urgentSince).reversed().thenComparingLong(Waiter::arrival);

        @Override
        public int compareTo(Waiter other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    WaitingLine(double perSecond) {
        this(perSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param meter what the limit is measured with; how long a waiter is patient is real time */
    WaitingLine(double perSecond, TimeMeter meter) {
        var burst = Math.max(1, (long) Math.ceil(perSecond));
        this.interval = Duration.ofNanos((long) (1_000_000_000 / perSecond));
        this.meter = meter;
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, interval))
                .build();
    }

    /** True when the turn came within {@code patience}, of real time; false at once when too many go before. */
    boolean came(Optional<Instant> urgentSince, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var waiter = new Waiter(urgentSince.orElse(Instant.MIN), arrivals++);
            if (interval.multipliedBy(before(waiter)).compareTo(patience) > 0) {
                return false;
            }
            waiting.add(waiter);
            try {
                var came = taken(() -> waiter.equals(waiting.peek()) ? Standing.NEXT : Standing.BEHIND, patience);
                if (came) {
                    lastTurn = Optional.of(meter.currentTimeNanos());
                }
                return came;
            } finally {
                waiting.remove(waiter);
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A turn for what can always wait: true only if nobody waits, nobody but such as this has taken a turn for a while, and the limit
     * has room within {@code patience}, of real time.
     */
    boolean spare(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return taken(() -> quiet() ? Standing.NEXT : Standing.SENT_AWAY, patience);
        } finally {
            lock.unlock();
        }
    }

    private boolean quiet() {
        return waiting.isEmpty()
                && lastTurn.map(at -> meter.currentTimeNanos() - at
                                > interval.multipliedBy(QUIET).toNanos())
                        .orElse(true);
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private long before(Waiter waiter) {
        return waiting.stream().filter(other -> other.compareTo(waiter) < 0).count();
    }

    /** Waits for room in the limit, and before that to be next; the caller holds the lock. */
    private boolean taken(Supplier<Standing> standing, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        while (true) {
            var now = standing.get();
            if (now == Standing.NEXT && bucket.tryConsume(1)) {
                return true;
            }
            if (now == Standing.SENT_AWAY || left <= 0) {
                return false;
            }
            var refill = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
            var pause = now == Standing.NEXT ? Math.max(1, Math.min(left, refill)) : left;
            left -= pause - moved.awaitNanos(pause);
        }
    }
}
