package dev.keysunset.standin.story;

import java.time.Instant;
import java.util.Optional;

/** Runs once: somebody remembers the key late. */
public record Once(Instant at) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        return Optional.of(at).filter(moment -> moment.isAfter(now));
    }

    @Override
    public Optional<Instant> previous(Instant now) {
        return Optional.of(at).filter(moment -> !moment.isAfter(now));
    }
}
