package dev.keysunset.standin.clock;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen, by domain time; events of one instant happen in the order they were planned. */
final class Timeline {
    private record Planned(Instant at, long order, Runnable event) {}

    private final PriorityQueue<Planned> queue =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparingLong(Planned::order));
    private Instant now;
    private long planned;

    Timeline(Instant start) {
        this.now = start;
    }

    Instant now() {
        return now;
    }

    void plan(Instant at, Runnable event) {
        queue.add(new Planned(at, planned++, event));
    }

    /** Runs everything due until then, each event at its own instant. Time never goes back. */
    void runTo(Instant target) {
        for (var next = queue.peek(); next != null && !next.at().isAfter(target); next = queue.peek()) {
            queue.remove();
            now = later(now, next.at());
            next.event().run();
        }
        now = later(now, target);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
