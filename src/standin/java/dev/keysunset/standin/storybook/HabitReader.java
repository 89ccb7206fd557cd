package dev.keysunset.standin.storybook;

import dev.keysunset.standin.story.Daily;
import dev.keysunset.standin.story.Every;
import dev.keysunset.standin.story.Fading;
import dev.keysunset.standin.story.Habit;
import dev.keysunset.standin.story.Monthly;
import dev.keysunset.standin.story.Once;
import dev.keysunset.standin.story.Quarterly;
import dev.keysunset.standin.story.Sometime;
import dev.keysunset.standin.story.Yearly;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Reads a habit: {@code daily: "03:00"}; {@code monthly: 1}, {@code quarterly: 2} or {@code yearly: "12-31"} with
 * {@code at?: "03:00"}; {@code first: P6DT12H, period: P91D}; {@code once: P9D}; {@code sometime: P180D}, once in every
 * such period; {@code fading: PT6H}, again after this, twice this, four times this, and so on. Moments are instants or
 * count from now.
 */
final class HabitReader {
    static final Set<String> MEMBERS =
            Set.of("daily", "monthly", "quarterly", "yearly", "at", "first", "period", "once", "sometime", "fading");
    private static final LocalTime USUAL_TIME = LocalTime.of(3, 0);
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final int LAST_DAY_OF_ALL_MONTHS = 28;

    private final Instant now;
    private final RandomGenerator random;
    private final Map<String, Function<Field, Habit>> kinds = Map.of(
            "daily", workload -> new Daily(workload.at("daily").time()),
            "monthly", workload -> new Monthly(day(workload.at("monthly")), time(workload)),
            "quarterly", workload -> new Quarterly(day(workload.at("quarterly")), time(workload)),
            "yearly", workload -> new Yearly(monthDay(workload.at("yearly")), time(workload)),
            "first", this::every,
            "once", workload -> new Once(moment(workload.at("once"))),
            "sometime", this::sometime,
            "fading", this::fading);

    HabitReader(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    Habit read(Field workload) {
        var told = kinds.keySet().stream()
                .filter(kind -> workload.at(kind).isPresent())
                .sorted()
                .toList();
        if (told.size() != 1) {
            throw workload.wrong(
                    "one habit of " + kinds.keySet().stream().sorted().toList() + " is required, not " + told);
        }
        return kinds.getOrDefault(told.getFirst(), this::every).apply(workload);
    }

    private Habit every(Field workload) {
        return new Every(
                moment(workload.at("first")),
                workload.maybe("period").map(HabitReader::period).orElse(EVER));
    }

    private Habit sometime(Field workload) {
        return new Sometime(random.nextLong(), period(workload.at("sometime")));
    }

    private Habit fading(Field workload) {
        return new Fading(now, period(workload.at("fading")));
    }

    private Instant moment(Field field) {
        return field.read(
                "an ISO 8601 instant, or a duration from now such as P6D",
                text -> text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text));
    }

    private static Duration period(Field field) {
        var period = field.duration();
        if (period.isNegative() || period.isZero()) {
            throw field.wrong("more than no time is expected");
        }
        return period;
    }

    private static int day(Field field) {
        return field.number(1, LAST_DAY_OF_ALL_MONTHS);
    }

    private static MonthDay monthDay(Field field) {
        return field.read("a month and day such as 12-31", text -> MonthDay.parse("--" + text));
    }

    private static LocalTime time(Field workload) {
        return workload.maybe("at").map(Field::time).orElse(USUAL_TIME);
    }
}
