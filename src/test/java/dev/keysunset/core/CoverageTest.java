package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The arithmetic of coverage against the plainest model there is: one boolean a minute. */
class CoverageTest {
    private static final int MINUTES = 60;
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void agreesWithABooleanForEveryMinute() {
        var random = new SplittableRandom(1);
        for (int run = 0; run < 5_000; run++) {
            var minutes = new boolean[MINUTES];
            var coverage = Coverage.NONE;
            for (int i = random.nextInt(8); i > 0; i--) {
                int from = random.nextInt(MINUTES - 1);
                int to = from + 1 + random.nextInt(MINUTES - from - 1);
                coverage = coverage.plus(new Interval(minute(from), minute(to)));
                Arrays.fill(minutes, from, to, true);
            }
            int asked = random.nextInt(MINUTES - 1);
            assertThat(coverage.watermark(minute(asked))).isEqualTo(minute(end(minutes, asked, true)));
            int until = asked + 1 + random.nextInt(MINUTES - asked - 1);
            assertThat(coverage.firstGap(new Interval(minute(asked), minute(until))))
                    .isEqualTo(gap(minutes, asked, until));
            assertThat(coverage.gaps(new Interval(minute(asked), minute(until))))
                    .isEqualTo(gaps(minutes, asked, until));
        }
    }

    @Test
    void mergesWhatTouches() {
        var coverage = new Coverage(List.of(
                new Interval(minute(0), minute(5)),
                new Interval(minute(5), minute(9)),
                new Interval(minute(20), minute(30))));
        assertThat(coverage.intervals())
                .containsExactly(new Interval(minute(0), minute(9)), new Interval(minute(20), minute(30)));
    }

    private static int end(boolean[] minutes, int from, boolean as) {
        int end = from;
        while (end < MINUTES && minutes[end] == as) {
            end++;
        }
        return end;
    }

    private static List<Interval> gaps(boolean[] minutes, int from, int until) {
        var gaps = new ArrayList<Interval>();
        var gap = gap(minutes, from, until);
        while (gap.isPresent()) {
            gaps.add(gap.get());
            int end = (int) Duration.between(START, gap.get().to()).toMinutes();
            gap = end < until ? gap(minutes, end, until) : Optional.empty();
        }
        return gaps;
    }

    private static Optional<Interval> gap(boolean[] minutes, int from, int until) {
        int start = end(minutes, from, true);
        return start >= until
                ? Optional.empty()
                : Optional.of(new Interval(minute(start), minute(Math.min(until, end(minutes, start, false)))));
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
