package dev.keysunset.simulation;

import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
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
    private record Swept(SweepProgress progress, Instant committed, boolean rested) {
        Instant began() {
            return progress.range().to();
        }

        /** Else it has begun anew, perhaps for the same window: a step that slept begins where it would have begun before. */
        boolean goesOnTo(SweepProgress further) {
            return progress.range().equals(further.range())
                    && progress.reached().isBefore(began())
                    && further.reached().isAfter(progress.reached());
        }
    }

    SweepLaws(World world) {
        this.world = world;
    }

    void onSwept(UUID retirementId, SweepProgress progress) {
        var rested = known(retirementId)
                .filter(swept -> swept.goesOnTo(progress))
                .filter(swept -> swept.rested() || longAgo(swept.committed(), REST))
                .isPresent();
        sweeps.put(retirementId, new Swept(progress, world.now, rested));
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
