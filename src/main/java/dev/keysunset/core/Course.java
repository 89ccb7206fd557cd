package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The way of a retirement from its first step on, if people approve at once and nobody needs the key.
 *
 * @param replicas whether the family has more than one member: AWS counts a primary's pending window only from the deletion of its
 *     last replica on
 */
public record Course(Policy policy, Tempo tempo, boolean replicas) {
    /** @param first before which nothing can be done, whatever the calendar says */
    public Timetable from(Instant first) {
        return after(first, Duration.ZERO);
    }

    /**
     * For a key that has to wait for others.
     *
     * @param disabling until these have ended
     * @param scheduling until the day's quota is free again
     */
    public Timetable later(Timetable timetable, Duration disabling, Duration scheduling) {
        return after(timetable.disabledAt().plus(disabling), scheduling);
    }

    /** What the calendar makes it wait for. */
    public Stream<Delay> closed(Instant first) {
        var proven = from(first).windowClosesAt().plus(tempo.listening().lag());
        return Stream.concat(
                calendar().disabling(first).stream(),
                calendar().scheduling(proven, policy.pendingWindows(replicas)).stream());
    }

    private Timetable after(Instant first, Duration scheduling) {
        var disabled = calendar().disabling(first).map(Delay::until).orElse(first);
        var opens = disabled.plus(tempo.settling());
        var closes = opens.plus(policy.observationWindow());
        var pending = policy.pendingWindows(replicas);
        // CloudTrail may still owe its last records when the window closes.
        var proven = closes.plus(tempo.listening().lag()).plus(scheduling);
        var scheduled = calendar().scheduling(proven, pending).map(Delay::until).orElse(proven);
        return new Timetable(disabled, opens, closes, scheduled, scheduled.plus(pending.getLast()));
    }

    private Calendar calendar() {
        return policy.safety().calendar();
    }
}
