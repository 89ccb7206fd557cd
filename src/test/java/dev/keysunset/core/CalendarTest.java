package dev.keysunset.core;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Working hours and freezes, as they hold back a step. */
class CalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEK = EnumSet.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);
    private static final List<Duration> THIRTY_DAYS = List.of(Duration.ofDays(30));

    @Test
    void holdsNothingBackWhereThereIsNone() {
        assertThat(Calendar.ALWAYS.disabling(berlin("2026-12-25T03:00"))).isEmpty();
        assertThat(Calendar.ALWAYS.scheduling(berlin("2026-12-25T03:00"), THIRTY_DAYS))
                .isEmpty();
    }

    @Test
    void opensWithTheNextWorkingDay() {
        var calendar = office();
        assertThat(calendar.disabling(berlin("2026-11-27T16:59"))).isEmpty();
        assertThat(calendar.disabling(berlin("2026-11-27T17:00")))
                .hasValue(new Delay(
                        berlin("2026-11-30T09:00"),
                        "It is outside of the working hours, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY 09:00 to 17:00"
                                + " Europe/Berlin."));
        assertThat(calendar.disabling(berlin("2026-11-30T09:00"))).isEmpty();
    }

    @Test
    void staysOpenUntilMidnight() {
        var calendar = new Calendar(
                BERLIN,
                new Calendar.WorkingHours(EnumSet.of(MONDAY), LocalTime.of(20, 0), LocalTime.MIDNIGHT),
                List.of());
        assertThat(calendar.disabling(berlin("2026-11-30T23:59:59"))).isEmpty();
        assertThat(opened(calendar, "2026-12-01T00:00")).isEqualTo(berlin("2026-12-07T20:00"));
    }

    @Test
    void goesByTheClockOnTheWallWhenItIsPutForwardAndBack() {
        assertThat(opened(office(), "2026-03-27T18:00")).isEqualTo(Instant.parse("2026-03-30T07:00:00Z"));
        assertThat(opened(office(), "2026-10-23T18:00")).isEqualTo(Instant.parse("2026-10-26T08:00:00Z"));
    }

    /** On 2026-03-29 there is no half past two; on 2026-10-25 there are two. */
    @Test
    void knowsHoursThatAClockSkipsOrRepeats() {
        var night = new Calendar(
                BERLIN,
                new Calendar.WorkingHours(EnumSet.allOf(DayOfWeek.class), LocalTime.of(2, 30), LocalTime.of(3, 10)),
                List.of());
        assertThat(opened(night, "2026-03-28T12:00")).isEqualTo(berlin("2026-03-30T02:30"));
        assertThat(opened(night, "2026-10-24T12:00")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(night.disabling(Instant.parse("2026-10-25T01:30:00Z"))).isEmpty();
    }

    @Test
    void isClosedOnEveryDayOfAFreeze() {
        var calendar = office(freeze("year end", "2026-12-19", "2027-01-03"));
        assertThat(calendar.disabling(berlin("2026-12-18T16:00"))).isEmpty();
        assertThat(calendar.disabling(berlin("2026-12-21T10:00")))
                .hasValue(new Delay(berlin("2027-01-04T09:00"), "The freeze year end lasts through 2027-01-03."));
    }

    @Test
    void schedulesNoDeletionThatWouldComeInAFreeze() {
        var calendar = office(freeze("year end", "2026-12-19", "2027-01-03"));
        assertThat(calendar.disabling(berlin("2026-11-24T10:00"))).isEmpty();
        assertThat(calendar.scheduling(berlin("2026-11-18T10:00"), THIRTY_DAYS)).isEmpty();
        assertThat(calendar.scheduling(berlin("2026-11-24T10:00"), THIRTY_DAYS))
                .hasValue(new Delay(
                        berlin("2026-12-07T09:00"), "Scheduled now, a key would be deleted in the freeze year end."));
    }

    @Test
    void looksAtTheDateOfEachMember() {
        var calendar = office(freeze("year end", "2026-12-19", "2027-01-03"));
        var family = List.of(Duration.ofDays(30), Duration.ofDays(60));
        assertThat(calendar.scheduling(berlin("2026-10-26T10:00"), THIRTY_DAYS)).isEmpty();
        assertThat(calendar.scheduling(berlin("2026-10-26T10:00"), family).map(Delay::until))
                .as("the primary's date is past the freeze, and the replica's before it")
                .hasValue(berlin("2026-11-05T09:00"));
    }

    @Test
    void saysInWordsWhatItHoldsBack() {
        assertThat(Calendar.ALWAYS.told()).isEmpty();
        assertThat(office(freeze("year end", "2026-12-19", "2027-01-03")).told())
                .containsExactly(
                        "MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY 09:00 to 17:00 Europe/Berlin",
                        "not in the freeze year end from 2026-12-19 through 2027-01-03");
    }

    @Test
    void refusesHoursThatNeverCome() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calendar.WorkingHours(Set.of(), LocalTime.of(9, 0), LocalTime.of(17, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calendar.WorkingHours(WEEK, LocalTime.of(17, 0), LocalTime.of(9, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> freeze("backwards", "2026-12-02", "2026-12-01"));
    }

    /** Against walking from minute to minute: what it names is open, and nothing before it is. */
    @Test
    void namesTheFirstMomentThatIsOpen() {
        var random = new Random(16);
        for (var i = 0; i < 200; i++) {
            var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
            var calendar = office(
                    freeze(
                            "one",
                            day.plusDays(random.nextInt(5)).toString(),
                            day.plusDays(5).toString()),
                    freeze(
                            "two",
                            day.plusDays(6).toString(),
                            day.plusDays(6 + random.nextInt(5)).toString()));
            var from = day.atTime(random.nextInt(24), random.nextInt(60))
                    .atZone(BERLIN)
                    .toInstant();
            var named = calendar.disabling(from).map(Delay::until).orElse(from);
            var walked = from;
            while (!open(calendar, walked)) {
                walked = walked.plusSeconds(60);
            }
            assertThat(named).as("from %s", from).isEqualTo(walked);
        }
    }

    private static boolean open(Calendar calendar, Instant at) {
        var local = at.atZone(BERLIN).toLocalDateTime();
        return calendar.hours().days().contains(local.getDayOfWeek())
                && !local.toLocalTime().isBefore(calendar.hours().from())
                && local.toLocalTime().isBefore(calendar.hours().until())
                && calendar.freezes().stream()
                        .noneMatch(freeze -> !local.toLocalDate().isBefore(freeze.first())
                                && !local.toLocalDate().isAfter(freeze.last()));
    }

    private static Calendar office(Calendar.Freeze... freezes) {
        return new Calendar(
                BERLIN, new Calendar.WorkingHours(WEEK, LocalTime.of(9, 0), LocalTime.of(17, 0)), List.of(freezes));
    }

    private static Calendar.Freeze freeze(String name, String first, String last) {
        return new Calendar.Freeze(name, LocalDate.parse(first), LocalDate.parse(last));
    }

    private static Instant opened(Calendar calendar, String from) {
        return calendar.disabling(berlin(from)).orElseThrow().until();
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
