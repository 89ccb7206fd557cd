package dev.keysunset.core;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When keys may be disabled and scheduled for deletion, as people read it off the wall: in working hours, outside of freezes. Never
 * asked about a rollback.
 *
 * @param zone whose wall it is; where clocks are put forward or back, a day is as long as it is there
 */
public record Calendar(ZoneId zone, WorkingHours hours, List<Freeze> freezes) {
    /** Nothing is ever held back. */
    public static final Calendar ALWAYS = new Calendar(ZoneId.of("UTC"), WorkingHours.ALWAYS, List.of());

    /**
     * On each of these days.
     *
     * @param until the first moment that is closed again; midnight for the whole rest of the day
     */
    public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        static final WorkingHours ALWAYS =
                new WorkingHours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

        public WorkingHours {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("on no day anything could ever be done");
            }
            if (!until.equals(LocalTime.MIDNIGHT) && !until.isAfter(from)) {
                throw new IllegalArgumentException(
                        "working hours end after they begin, on the same day: " + from + " to " + until);
            }
            days = Set.copyOf(days);
        }

        /** Empty where the clock that is put forward skips them. */
        private Optional<Interval> on(LocalDate day, ZoneId zone) {
            var begins = day.atTime(from).atZone(zone).toInstant();
            var ends = until.equals(LocalTime.MIDNIGHT)
                    ? day.plusDays(1).atStartOfDay(zone)
                    : day.atTime(until).atZone(zone);
            return days.contains(day.getDayOfWeek()) && begins.isBefore(ends.toInstant())
                    ? Optional.of(new Interval(begins, ends.toInstant()))
                    : Optional.empty();
        }

        private String told() {
            var names = days.size() == DayOfWeek.values().length
                    ? "every day"
                    : new TreeSet<>(days).stream().map(DayOfWeek::toString).collect(Collectors.joining(", "));
            return names + " " + from + " to " + until;
        }
    }

    /** Whole days, the first and the last included. */
    public record Freeze(String name, LocalDate first, LocalDate last) {
        public Freeze {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("a freeze ends after it begins: " + first + " to " + last);
            }
        }

        private String told() {
            return "the freeze " + name + " from " + first + " through " + last;
        }

        private boolean holds(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    public Calendar {
        freezes = List.copyOf(freezes);
    }

    /** Whether a key must not be disabled now: why, and until when. */
    public Optional<Delay> disabling(Instant now) {
        var opens = opens(now);
        return opens.isAfter(now) ? Optional.of(new Delay(opens, closedAt(now))) : Optional.empty();
    }

    /**
     * Whether a deletion must not be scheduled now. What AWS has scheduled no freeze stops: a date in one is avoided beforehand.
     *
     * @param pending from the call to each date after which AWS deletes a member
     */
    public Optional<Delay> scheduling(Instant now, List<Duration> pending) {
        var delay = disabling(now);
        var freeze = deletedInFreeze(delay.map(Delay::until).orElse(now), pending);
        if (freeze.isEmpty()) {
            return delay;
        }
        var opens = opens(freeze.get().until());
        var until = scheduling(opens, pending).map(Delay::until).orElse(opens);
        return Optional.of(new Delay(until, delay.orElse(freeze.get()).because()));
    }

    /** The first moment from then on that is open. */
    private Instant opens(Instant from) {
        var day = from.atZone(zone).toLocalDate();
        while (true) {
            var freeze = frozen(day);
            var open = hours.on(day, zone).filter(hours -> hours.to().isAfter(from));
            if (freeze.isEmpty() && open.isPresent()) {
                var begins = open.get().from();
                return begins.isAfter(from) ? begins : from;
            }
            day = freeze.map(Freeze::last).orElse(day).plusDays(1);
        }
    }

    /** So long that no member is deleted in the freeze that is in its way. */
    private Optional<Delay> deletedInFreeze(Instant at, List<Duration> pending) {
        return pending.stream()
                .flatMap(window -> frozen(at.plus(window))
                        .map(freeze -> new Delay(
                                after(freeze).minus(window),
                                "Scheduled now, a key would be deleted in the freeze " + freeze.name() + "."))
                        .stream())
                .findFirst();
    }

    /** In words; nothing for one that holds nothing back. */
    public List<String> told() {
        var when = hours.equals(WorkingHours.ALWAYS) ? Stream.<String>empty() : Stream.of(hours.told() + " " + zone);
        return Stream.concat(when, freezes.stream().map(freeze -> "not in " + freeze.told()))
                .toList();
    }

    private String closedAt(Instant now) {
        return frozen(now)
                .map(freeze -> "The freeze " + freeze.name() + " lasts through " + freeze.last() + ".")
                .orElseGet(() -> "It is outside of the working hours, " + hours.told() + " " + zone + ".");
    }

    private Optional<Freeze> frozen(Instant at) {
        return frozen(at.atZone(zone).toLocalDate());
    }

    private Optional<Freeze> frozen(LocalDate day) {
        return freezes.stream().filter(freeze -> freeze.holds(day)).findFirst();
    }

    private Instant after(Freeze freeze) {
        return freeze.last().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
