package dev.keysunset.standin.wire;

import dev.keysunset.standin.key.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** At most so many calls within any second of real time, for each account and region. */
public final class RateLimit {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final InstantSource real;
    private final int perSecond;
    private final Map<Place, Deque<Instant>> recent = new HashMap<>();

    /**
     * A limit that holds from now on.
     *
     * @param perSecond 0 for no limit
     */
    public RateLimit(InstantSource real, int perSecond) {
        this.real = real;
        this.perSecond = perSecond;
    }

    /**
     * Takes one call from the budget of this second.
     *
     * @throws AwsError a ThrottlingException if the second is used up
     */
    public void take(Place place) {
        if (perSecond == 0) {
            return;
        }
        var now = real.instant();
        var calls = recent.computeIfAbsent(place, _ -> new ArrayDeque<>());
        calls.removeIf(earlier -> !earlier.plus(SECOND).isAfter(now));
        if (calls.size() >= perSecond) {
            throw new AwsError("ThrottlingException", "Rate exceeded");
        }
        calls.addLast(now);
    }
}
