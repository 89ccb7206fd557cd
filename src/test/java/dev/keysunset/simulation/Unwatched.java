package dev.keysunset.simulation;

import dev.keysunset.simulation.Fates.Fate;
import java.time.Duration;
import java.util.Optional;

/**
 * How keys are retired without a watch: those that were not used for long are taken away for some days and then scheduled for
 * deletion, and whoever misses one has to find out why and complain in time.
 *
 * @param minIdle what counts as unused
 * @param disabledFor how long it stays disabled before it is scheduled; zero where it is scheduled at once
 * @param pending AWS's waiting period
 */
record Unwatched(Duration minIdle, Duration disabledFor, Duration pending) {
    /** Of the calls that fail, how many in a hundred somebody looks into; jobs fail, are tried again, and write logs. */
    private static final int NOTICED = 70;

    /** Half of those who look into it have found the key, its owner and somebody with the rights after so long. */
    private static final Duration MEDIAN_COMPLAINT = Duration.ofHours(8);

    /** Of the logarithm: nine in ten take less than two days, one in a hundred more than a week. */
    private static final double SPREAD = 1.35;

    Fate of(Estate.Owned key, Chance people) {
        if (key.idleFor().compareTo(minIdle) < 0) {
            return Fate.KEPT;
        }
        var gone = disabledFor.plus(pending);
        var first = key.uses().stream().filter(use -> use.compareTo(gone) < 0).findFirst();
        for (var use : key.uses()) {
            if (use.compareTo(gone) >= 0) {
                break;
            }
            if (people.below(100) < NOTICED) {
                var restored = use.plus(people.logNormal(MEDIAN_COMPLAINT, SPREAD));
                if (restored.compareTo(gone) < 0) {
                    return new Fate(Optional.empty(), first.map(restored::minus));
                }
            }
        }
        return new Fate(Optional.of(gone), Optional.empty());
    }
}
