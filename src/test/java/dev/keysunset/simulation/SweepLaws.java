package dev.keysunset.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which sweep of a window may be believed, by what was committed of it. That it read everything is judged apart. */
final class SweepLaws {
    /** After its last read a sweep counts for an hour; whoever acts on it may do so as long as the lease lasts. */
    private static final Duration FRESH = Duration.ofHours(1).plus(World.LEASE);

    /** Between two reads no more than an hour; and whoever commits may have slept for almost another since it read. */
    private static final Duration REST = Duration.ofHours(2).plus(World.LEASE);

    private final World world;
    private final Map<UUID, Swept> sweeps = new HashMap<>();

    /** @param rested for too long, at some time: what it read before that is no longer part of it */
    private record Swept(Instant began, Instant committed, boolean rested) {}

    SweepLaws(World world) {
        this.world = world;
    }

    void onSwept(UUID retirementId, Instant began) {
        var rested = known(retirementId)
                .filter(swept -> swept.began().equals(began))
                .filter(swept -> swept.rested() || longAgo(swept.committed(), REST))
                .isPresent();
        sweeps.put(retirementId, new Swept(began, world.now, rested));
    }

    /** When the sweep began that speaks now for the window of this retirement; empty where none does. */
    Optional<Instant> began(UUID retirementId) {
        return known(retirementId)
                .filter(swept -> !swept.rested() && !longAgo(swept.committed(), FRESH))
                .map(Swept::began);
    }

    private Optional<Swept> known(UUID retirementId) {
        return Optional.ofNullable(sweeps.get(retirementId));
    }

    private boolean longAgo(Instant moment, Duration limit) {
        return moment.plus(limit).isBefore(world.now);
    }
}
