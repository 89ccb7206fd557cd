package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;

/**
 * The earliest instant of each step, as a {@link Course} has them.
 *
 * @param scheduledAt once the proof of the window can be there
 * @param deletionDate after which AWS deletes; it may take a day longer
 */
public record Timetable(
        Instant disabledAt, Instant windowOpensAt, Instant windowClosesAt, Instant scheduledAt, Instant deletionDate) {

    /** From the first step to the last. */
    public Duration length() {
        return Duration.between(disabledAt, deletionDate);
    }
}
