package dev.keysunset.standin.story;

import java.time.Instant;
import java.util.Optional;

/** The application is gone. */
public record Never() implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        return Optional.empty();
    }
}
