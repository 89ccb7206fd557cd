package dev.keysunset.standin.fault;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a rule hits, and how often.
 *
 * @param times how many calls it hits before it is spent; empty for all
 * @param after how many calls it lets pass first
 * @param from the first moment, in domain time
 * @param until the moment from which it is over, in domain time
 * @param chance how likely it hits a call
 */
public record Limits(OptionalInt times, int after, Optional<Instant> from, Optional<Instant> until, double chance) {

    public static final Limits NONE = new Limits(OptionalInt.empty(), 0, Optional.empty(), Optional.empty(), 1);

    public Limits times(int value) {
        return new Limits(OptionalInt.of(value), after, from, until, chance);
    }

    public Limits after(int calls) {
        return new Limits(times, calls, from, until, chance);
    }

    public Limits from(Instant value) {
        return new Limits(times, after, Optional.of(value), until, chance);
    }

    public Limits until(Instant value) {
        return new Limits(times, after, from, Optional.of(value), chance);
    }

    public Limits chance(double value) {
        return new Limits(times, after, from, until, value);
    }

    boolean hasBegun(Instant now) {
        return from.filter(now::isBefore).isEmpty();
    }

    boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }
}
