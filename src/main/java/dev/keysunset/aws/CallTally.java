package dev.keysunset.aws;

import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls that this process sends, every attempt, by what AWS counts its quotas by: account, Region and API. */
@ApplicationScoped
public class CallTally {
    private final Map<Lane, Counted> lanes = new ConcurrentHashMap<>();

    private record Lane(Place place, Api api) {}

    private static final class Counted {
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong throttled = new AtomicLong();
    }

    /** What came together since it was asked for the last time. */
    record Sum(long sent, long throttled) {}

    void sent(Place place, Api api) {
        counted(place, api).sent.incrementAndGet();
    }

    void throttled(Place place, Api api) {
        counted(place, api).throttled.incrementAndGet();
    }

    Sum takeAway(Place place, Api api) {
        var counted = counted(place, api);
        return new Sum(counted.sent.getAndSet(0), counted.throttled.getAndSet(0));
    }

    private Counted counted(Place place, Api api) {
        return lanes.computeIfAbsent(new Lane(place, api), _ -> new Counted());
    }
}
