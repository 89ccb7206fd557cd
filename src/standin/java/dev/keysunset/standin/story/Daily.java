package dev.keysunset.standin.story;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Runs every day at a time of day, UTC. */
public record Daily(LocalTime at) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        var today = now.atZone(ZoneOffset.UTC).with(at);
        return Optional.of((today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant());
    }
}
