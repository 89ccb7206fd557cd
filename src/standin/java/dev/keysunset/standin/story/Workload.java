package dev.keysunset.standin.story;

import java.util.Optional;

/**
 * An application that uses a key.
 *
 * @param replicaRegion for an application that uses a replica of a multi-Region key there, not the primary
 */
public record Workload(Habit habit, KeyUse use, Effort effort, Optional<String> replicaRegion) {
    /** An application that uses the primary, or only, key and tries a failed run again a day later. */
    public Workload(Habit habit, KeyUse use, int attempts) {
        this(habit, use, Effort.daily(attempts), Optional.empty());
    }
}
