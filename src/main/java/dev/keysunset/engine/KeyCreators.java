package dev.keysunset.engine;

import dev.keysunset.core.ExplainedUse;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.time.Instant;
import java.util.Optional;

/** Who made the keys of which no tag says whose they are. */
public interface KeyCreators {
    /** A key whose creator nobody knows, and whose creation CloudTrail still remembers. */
    record Ownerless(KeyArn keyArn, Instant created) {}

    /** One of the place that was not asked for yet, or whose record may not have been delivered then; the oldest first. */
    Optional<Ownerless> next(Place place);

    /** Kept for good, and shown as creator. */
    void found(KeyArn keyArn, ExplainedUse creation);

    void notFound(KeyArn keyArn);
}
