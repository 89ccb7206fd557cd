package dev.keysunset.standin.story;

import dev.keysunset.standin.ground.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs once in every period, at a moment that nobody can foretell: a restore, an incident, a new hire. */
public record Sometime(long seed, Duration period) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        var thisTime = runOf(number(now));
        return Optional.of(thisTime.isAfter(now) ? thisTime : runOf(number(now) + 1));
    }

    @Override
    public Optional<Instant> previous(Instant now) {
        var thisTime = runOf(number(now));
        return Optional.of(thisTime.isAfter(now) ? runOf(number(now) - 1) : thisTime);
    }

    private long number(Instant now) {
        return Duration.between(Instant.EPOCH, now).dividedBy(period);
    }

    private Instant runOf(long number) {
        var begin = Instant.EPOCH.plus(period.multipliedBy(number));
        return begin.plus(Chance.upTo(period, new Chance(seed).of("run " + number)));
    }
}
