package dev.keysunset.standin.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A scheduled job: runs first at one moment and then again after each period, such as a quarter. */
public record Every(Instant first, Duration period) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        if (first.isAfter(now)) {
            return Optional.of(first);
        }
        var runs = Duration.between(first, now).dividedBy(period) + 1;
        return Optional.of(first.plus(period.multipliedBy(runs)));
    }
}
