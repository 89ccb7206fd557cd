package dev.keysunset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * One estate of synthetic keys, retired in several ways: how many needed keys does each destroy, how long do the others stay
 * out, how many idle ones go. It takes minutes, so it runs where the number of keys is given.
 */
@Tag("compute")
@EnabledIfSystemProperty(named = "keysunset.comparison.keys", matches = "\\d+", disabledReason = "takes minutes")
class ComparisonTest {
    private static final int KEYS = Integer.getInteger("keysunset.comparison.keys", 500);
    private static final Duration IDLE = Duration.ofDays(90);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Path REPORT = Path.of("target", "comparison.md");

    private final Estate estate = new Estate(1, KEYS);

    @Test
    void destroysNothingThatWasNeededWhileItWasWatched() throws IOException {
        var byIdleDays = unwatched("scheduled at once, by idle days alone", new Unwatched(IDLE, Duration.ZERO, MONTH));
        var disabled = unwatched("disabled for 30 days, no watch", new Unwatched(IDLE, MONTH, MONTH));
        var keysunset = watched("Keysunset, window of 30 days", MONTH);
        var quarter = watched("Keysunset, window of 100 days", Duration.ofDays(100));
        var year = watched("Keysunset, window of 400 days", Duration.ofDays(400));
        Files.writeString(REPORT, table(List.of(byIdleDays, disabled, keysunset, quarter, year)));

        // In the year's window and the month after it, everything that comes round at all comes round.
        for (var habit : List.of(Habit.QUARTERLY, Habit.CACHED, Habit.YEARLY)) {
            assertThat(year.neededDestroyed(habit)).as("%s", habit).isZero();
        }
        assertThat(keysunset.outage(1)).isLessThan(Duration.ofMinutes(45));
        assertThat(keysunset.neededDestroyed()).isLessThan(disabled.neededDestroyed());
        assertThat(disabled.neededDestroyed()).isLessThan(byIdleDays.neededDestroyed());
        for (var fates : List.of(keysunset, quarter, year)) {
            assertThat(fates.idleDestroyed()).as(fates.strategy).isGreaterThanOrEqualTo(95);
        }
    }

    private Fates unwatched(String name, Unwatched strategy) {
        var fates = new Fates(name);
        // The same people meet every strategy: whoever looks into a failure does so in each.
        estate.keys.forEach(key -> fates.add(key, strategy.of(key, new Chance(1, "owner of " + key.number()))));
        return fates;
    }

    private Fates watched(String name, Duration window) {
        var fates = new Fates(name);
        new Watched(IDLE, window).retire(estate, fates);
        return fates;
    }

    private String table(List<Fates> all) {
        var text = new StringBuilder();
        text.append("| of ").append(KEYS).append(" keys | needed keys destroyed |");
        var rare = Stream.of(Habit.QUARTERLY, Habit.CACHED, Habit.YEARLY, Habit.RESTORES)
                .toList();
        rare.forEach(habit -> text.append(" of them ").append(habit.inWords).append(" |"));
        text.append(" outages | median | 95% | longest | idle keys deleted |\n|---|---|");
        text.append("---|".repeat(rare.size() + 5)).append('\n');
        for (var fates : all) {
            text.append("| ")
                    .append(fates.strategy)
                    .append(" | ")
                    .append(fates.neededDestroyed())
                    .append(" |");
            rare.forEach(habit ->
                    text.append(' ').append(fates.neededDestroyed(habit)).append(" |"));
            text.append(" %d | %s | %s | %s | %.1f%% |%n"
                    .formatted(
                            fates.outages(),
                            told(fates.outage(0.5)),
                            told(fates.outage(0.95)),
                            told(fates.outage(1)),
                            fates.idleDestroyed()));
        }
        return text.toString();
    }

    private static String told(Duration duration) {
        if (duration.compareTo(Duration.ofHours(2)) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.compareTo(Duration.ofDays(3)) < 0 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
