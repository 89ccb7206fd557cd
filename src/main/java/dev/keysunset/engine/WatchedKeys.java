package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which keys the feeds have to look for. */
public interface WatchedKeys {
    /** Members of retirements that are watched, quarantine included. */
    List<WatchedKey> at(Place place);

    /** Makes the retirements due at once and ahead of all others; joins the caller's transaction. */
    void wake(Collection<UUID> retirementIds);

    /**
     * @param since records of earlier events are not this retirement's business
     * @param settledSince from when on a cryptographic success is a sighting too: the window's opening; empty before the
     *     window, and again once a rollback has begun
     */
    record WatchedKey(UUID retirementId, KeyArn keyArn, Instant since, Optional<Instant> settledSince) {}
}
