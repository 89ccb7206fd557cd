package dev.keysunset.standin.story;

import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** Runs every day at a time of day, UTC. */
public record Daily(LocalTime at) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        return Optional.of(calendar(now).next(now));
    }

    @Override
    public Optional<Instant> previous(Instant now) {
        return Optional.of(calendar(now).previous(now));
    }

    private Recurrence calendar(Instant now) {
        return new Recurrence(now.atZone(ZoneOffset.UTC).with(at), Period.ofDays(1));
    }
}
