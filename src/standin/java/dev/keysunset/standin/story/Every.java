package dev.keysunset.standin.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A scheduled job, such as one that runs every quarter.
 *
 * @param first a run that is known; others are whole periods before and after it
 */
public record Every(Instant first, Duration period) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        if (first.isAfter(now)) {
            return Optional.of(first);
        }
        var runs = Duration.between(first, now).dividedBy(period) + 1;
        return Optional.of(first.plus(period.multipliedBy(runs)));
    }

    @Override
    public Optional<Instant> previous(Instant now) {
        return next(now).map(next -> next.minus(period));
    }
}
