package dev.keysunset.engine;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Who made the keys of which no tag says whose they are. */
public interface KeyCreators {
    /** A key whose creator nobody knows, and whose creation CloudTrail still remembers. */
    record Ownerless(KeyArn keyArn, Instant created) {}

    /** @param record what tells of it, in JSON */
    record Creation(String principal, String record) {}

    /** One of the place that was not asked for yet, or whose record may not have been delivered then; the oldest first. */
    Optional<Ownerless> next(Place place);

    /** Those of the place that were made then, that CloudTrail has forgotten, and that no archive was asked for: the newest. */
    SortedSet<KeyArn> forgotten(Place place, Interval made, int most);

    /** Kept for good, and shown as creator. */
    void found(KeyArn keyArn, Creation creation);

    void notFound(KeyArn keyArn);

    /** An archive of that time does not have it, and will not have it later. */
    void notArchived(KeyArn keyArn);
}
