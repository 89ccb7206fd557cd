package dev.keysunset.core;

import java.time.Instant;

/** A half-open span of time, {@code from} inclusive, {@code to} exclusive; never empty. */
public record Interval(Instant from, Instant to) {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an interval ends after it begins: " + from + " to " + to);
        }
    }
}
