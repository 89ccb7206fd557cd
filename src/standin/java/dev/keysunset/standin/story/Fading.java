package dev.keysunset.standin.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/** An application on its way out: it runs after a pause, then after twice that pause, and so on for two dozen runs. */
public record Fading(Instant from, Duration pause) implements Habit {
    private static final int RUNS = 24;

    @Override
    public Optional<Instant> next(Instant now) {
        return IntStream.rangeClosed(1, RUNS)
                .mapToObj(this::run)
                .filter(run -> run.isAfter(now))
                .findFirst();
    }

    @Override
    public Optional<Instant> previous(Instant now) {
        return IntStream.rangeClosed(1, RUNS)
                .mapToObj(run -> run(RUNS + 1 - run))
                .filter(run -> !run.isAfter(now))
                .findFirst();
    }

    private Instant run(int number) {
        return from.plus(pause.multipliedBy((1L << number) - 1));
    }
}
