package dev.keysunset.standin.story;

import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;

/** Runs on one day, 1 to 28, of January, April, July and October at a time of day, UTC: the closing of a quarter. */
public record Quarterly(int dayOfMonth, LocalTime at) implements Habit {
    private static final int MONTHS = 3;

    @Override
    public Optional<Instant> next(Instant now) {
        return Optional.of(calendar(now).next(now));
    }

    @Override
    public Optional<Instant> previous(Instant now) {
        return Optional.of(calendar(now).previous(now));
    }

    private Recurrence calendar(Instant now) {
        var date = now.atZone(ZoneOffset.UTC);
        var firstMonth = (date.get(IsoFields.QUARTER_OF_YEAR) - 1) * MONTHS + 1;
        return new Recurrence(
                date.withDayOfMonth(dayOfMonth).withMonth(firstMonth).with(at), Period.ofMonths(MONTHS));
    }
}
