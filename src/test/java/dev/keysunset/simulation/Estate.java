package dev.keysunset.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Ten thousand synthetic keys at one moment, with a past that GetKeyLastUsage tells and a future that nobody knows. */
final class Estate {
    /** What will be asked for within these years is needed; what is asked for later is nobody's loss here. */
    static final Duration HORIZON = Duration.ofDays(3 * 365);

    final List<Owned> keys;

    /**
     * @param idleFor since its last use
     * @param uses from now on, until {@link #HORIZON}
     */
    record Owned(int number, Habit habit, Duration idleFor, List<Duration> uses) {
        boolean neededAfter(Duration moment) {
            return !uses.isEmpty() && uses.getLast().compareTo(moment) > 0;
        }
    }

    Estate(long seed, int size) {
        this.keys = LongStream.range(0, size)
                .mapToObj(number -> owned(Math.toIntExact(number), new Chance(seed, "key " + number)))
                .toList();
    }

    /** Nobody waits for a use to hand in a key: the moment falls anywhere between two. */
    private static Owned owned(int number, Chance chance) {
        var habit = Habit.drawn(chance);
        if (habit == Habit.IDLE) {
            return new Owned(number, habit, habit.interval(chance), List.of());
        }
        var between = habit.interval(chance);
        var passed = chance.upTo(between);
        var uses = new ArrayList<Duration>();
        for (var next = between.minus(passed); next.compareTo(HORIZON) < 0; next = next.plus(habit.interval(chance))) {
            uses.add(next);
        }
        return new Owned(number, habit, passed, List.copyOf(uses));
    }
}
