package dev.keysunset.standin.story;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Runs on one day of every month, 1 to 28, at a time of day, UTC: closings, invoices, reports. */
public record Monthly(int dayOfMonth, LocalTime at) implements Habit {
    @Override
    public Optional<Instant> next(Instant now) {
        var thisMonth = now.atZone(ZoneOffset.UTC).withDayOfMonth(dayOfMonth).with(at);
        return Optional.of((thisMonth.toInstant().isAfter(now) ? thisMonth : thisMonth.plusMonths(1)).toInstant());
    }
}
