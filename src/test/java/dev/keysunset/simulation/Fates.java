package dev.keysunset.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one strategy makes of an estate. */
final class Fates {
    final String strategy;
    private final Map<Habit, Integer> destroyed = new EnumMap<>(Habit.class);
    private final List<Duration> outages = new ArrayList<>();
    private int idle;
    private int idleDestroyed;
    private int neededDestroyed;

    /**
     * What becomes of one key.
     *
     * @param destroyedAt absent where it is kept
     * @param outage from the first call that failed to the moment at which the key worked again; absent where none failed, or
     *     it never worked again
     */
    record Fate(Optional<Duration> destroyedAt, Optional<Duration> outage) {
        static final Fate KEPT = new Fate(Optional.empty(), Optional.empty());
    }

    Fates(String strategy) {
        this.strategy = strategy;
    }

    synchronized void add(Estate.Owned key, Fate fate) {
        idle += key.habit() == Habit.IDLE ? 1 : 0;
        fate.outage().ifPresent(outages::add);
        fate.destroyedAt().ifPresent(at -> {
            if (key.habit() == Habit.IDLE) {
                idleDestroyed++;
            } else if (key.neededAfter(at)) {
                neededDestroyed++;
                destroyed.merge(key.habit(), 1, Integer::sum);
            }
        });
    }

    int neededDestroyed() {
        return neededDestroyed;
    }

    int neededDestroyed(Habit habit) {
        return destroyed.getOrDefault(habit, 0);
    }

    double idleDestroyed() {
        return 100.0 * idleDestroyed / idle;
    }

    int outages() {
        return outages.size();
    }

    /** @param part of the outages that were no longer */
    Duration outage(double part) {
        var sorted = outages.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
