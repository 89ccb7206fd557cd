package dev.keysunset.standin.story;

import java.time.Instant;
import java.time.Period;
import java.time.ZonedDateTime;

/**
 * A date that comes back by the calendar.
 *
 * @param around its occurrence in the period that now is in
 */
record Recurrence(ZonedDateTime around, Period period) {
    Instant next(Instant now) {
        return (around.toInstant().isAfter(now) ? around : around.plus(period)).toInstant();
    }

    Instant previous(Instant now) {
        return (around.toInstant().isAfter(now) ? around.minus(period) : around).toInstant();
    }
}
