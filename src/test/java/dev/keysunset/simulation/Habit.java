package dev.keysunset.simulation;

import java.time.Duration;

/** How a synthetic key is asked for, as KMS sees it. */
enum Habit {
    /** Nobody will ever ask for it again. */
    IDLE("nobody", 30),
    DAILY("every day", 20),
    WEEKLY("every week", 10),
    MONTHLY("every month", 15),
    QUARTERLY("every quarter", 10),
    /** An application that lives on cached data keys or an attached volume: KMS hears of it when it starts anew. */
    CACHED("by an application that caches, every 60 to 200 days", 5),
    YEARLY("every year", 6),
    /** Memoryless: two years between restores, on average. */
    RESTORES("for restores, every two years on average", 4);

    final String inWords;

    /** Of a hundred keys. */
    final int share;

    Habit(String inWords, int share) {
        this.inWords = inWords;
        this.share = share;
    }

    static Habit drawn(Chance chance) {
        var at = chance.below(100);
        for (var habit : values()) {
            at -= habit.share;
            if (at < 0) {
                return habit;
            }
        }
        throw new AssertionError("shares do not add up to a hundred");
    }

    /** From one use to the next. */
    Duration interval(Chance chance) {
        return switch (this) {
            case IDLE -> Duration.ofDays(90 + chance.below(910));
            case DAILY -> around(chance, 1);
            case WEEKLY -> around(chance, 7);
            case MONTHLY -> around(chance, 30);
            case QUARTERLY -> around(chance, 91);
            case CACHED -> Duration.ofDays(60 + chance.below(141));
            case YEARLY -> around(chance, 365);
            case RESTORES -> chance.exponential(Duration.ofDays(730));
        };
    }

    /** A tenth more or less: holidays, weekends, late jobs. */
    private static Duration around(Chance chance, int days) {
        var tenth = Duration.ofDays(days).dividedBy(10);
        return Duration.ofDays(days).minus(tenth).plus(chance.upTo(tenth.multipliedBy(2)));
    }
}
