package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;

/**
 * The earliest instant of each step, if people approve at once and nobody needs the key.
 *
 * @param scheduledAt once the proof of the window can be there: CloudTrail may still owe its last records when it closes
 * @param deletionDate after which AWS deletes; it may take a day longer
 */
public record Timetable(
        Instant disabledAt, Instant windowOpensAt, Instant windowClosesAt, Instant scheduledAt, Instant deletionDate) {

    /** @param replicas AWS counts the pending window of a primary only from the deletion of its last replica on */
    public static Timetable from(Instant disabledAt, Policy policy, Tempo tempo, boolean replicas) {
        var opens = disabledAt.plus(tempo.settling());
        var closes = opens.plus(policy.observationWindow());
        var scheduled = closes.plus(tempo.listening().lag());
        var pending = Duration.ofDays(policy.pendingWindowInDays());
        return new Timetable(
                disabledAt, opens, closes, scheduled, scheduled.plus(replicas ? pending.multipliedBy(2) : pending));
    }

    /**
     * For a key that has to wait for others.
     *
     * @param disabling until these have ended
     * @param scheduling until the day's quota is free again
     */
    public Timetable later(Duration disabling, Duration scheduling) {
        var both = disabling.plus(scheduling);
        return new Timetable(
                disabledAt.plus(disabling),
                windowOpensAt.plus(disabling),
                windowClosesAt.plus(disabling),
                scheduledAt.plus(both),
                deletionDate.plus(both));
    }

    /** From the first step to the last. */
    public Duration length() {
        return Duration.between(disabledAt, deletionDate);
    }
}
