package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The earliest date of each step: a window of 30 days, then 30 days at AWS, in the office's hours. */
class CourseTest {
    private static final Instant NEW_YEARS_DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Calendar OFFICE = new Calendar(
            ZoneOffset.UTC,
            new Calendar.WorkingHours(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0)),
            List.of(
                    new Calendar.Freeze("new year", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 4)),
                    new Calendar.Freeze("audit", LocalDate.of(2026, 3, 6), LocalDate.of(2026, 3, 8))));

    @Test
    void waitsOnlyForTheWindowAndItsProofWithoutACalendar() {
        var timetable = course(Calendar.ALWAYS, false).from(NEW_YEARS_DAY);
        assertThat(timetable)
                .isEqualTo(new Timetable(
                        NEW_YEARS_DAY,
                        Instant.parse("2026-01-01T00:05:00Z"),
                        Instant.parse("2026-01-31T00:05:00Z"),
                        Instant.parse("2026-01-31T00:20:00Z"),
                        Instant.parse("2026-03-02T00:20:00Z")));
        assertThat(course(Calendar.ALWAYS, false).closed(NEW_YEARS_DAY)).isEmpty();
    }

    @Test
    void keepsItsStepsWithinTheCalendarAndItsDateOutOfAFreeze() {
        assertThat(course(OFFICE, false).from(NEW_YEARS_DAY))
                .isEqualTo(new Timetable(
                        Instant.parse("2026-01-05T09:00:00Z"),
                        Instant.parse("2026-01-05T09:05:00Z"),
                        Instant.parse("2026-02-04T09:05:00Z"),
                        Instant.parse("2026-02-09T09:00:00Z"),
                        Instant.parse("2026-03-11T09:00:00Z")));
        assertThat(course(OFFICE, false).closed(NEW_YEARS_DAY))
                .extracting(Delay::because)
                .containsExactly(
                        "The freeze new year lasts through 2026-01-04.",
                        "Scheduled now, a key would be deleted in the freeze audit.");
    }

    @Test
    void waitsForOthersAndThenForTheCalendarAgain() {
        var course = course(OFFICE, false);
        var later = course.later(course.from(NEW_YEARS_DAY), Duration.ofDays(5), Duration.ofDays(1));
        assertThat(later.disabledAt())
                .as("a Saturday becomes a Monday")
                .isEqualTo(Instant.parse("2026-01-12T09:00:00Z"));
        assertThat(later.scheduledAt()).isEqualTo(Instant.parse("2026-02-12T09:20:00Z"));
    }

    @Test
    void countsAPrimarysPendingWindowFromItsLastReplicasDeletion() {
        var single = course(Calendar.ALWAYS, false).from(NEW_YEARS_DAY);
        var family = course(Calendar.ALWAYS, true).from(NEW_YEARS_DAY);
        assertThat(family.deletionDate()).isEqualTo(single.deletionDate().plus(Duration.ofDays(30)));
    }

    private static Course course(Calendar calendar, boolean replicas) {
        var safety = Given.POLICY.safety();
        var policy = new Policy(
                Given.POLICY.name(),
                Duration.ofDays(90),
                Duration.ofDays(30),
                30,
                Given.POLICY.consent(),
                new Policy.Safety(safety.exemptionTag(), true, safety.blindness(), false, calendar));
        return new Course(policy, Given.TEMPO, replicas);
    }
}
