package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/** A half-open span of time, {@code from} inclusive, {@code to} exclusive; never empty. */
public record Interval(Instant from, Instant to) {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an interval ends after it begins: " + from + " to " + to);
        }
    }

    /** What both have in common. */
    public Optional<Interval> and(Interval other) {
        var later = from.isAfter(other.from) ? from : other.from;
        var earlier = to.isBefore(other.to) ? to : other.to;
        return later.isBefore(earlier) ? Optional.of(new Interval(later, earlier)) : Optional.empty();
    }

    /** The start belongs to it, the end does not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
