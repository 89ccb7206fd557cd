package dev.keysunset.engine;

import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import java.util.Optional;

/**
 * CloudTrail's event history, for questions that can wait: they are asked only while nobody else has asked in that place for a
 * while, so that no watch waits for them.
 */
public interface EventHistory {
    /** The code of a reading that was not made, because the place's quota has no room now. */
    String NO_ROOM = "NoRoom";

    /** The record with that id, as JSON text; {@code Absent} where the history has none. */
    Reading<String> record(Place place, String eventId);

    /**
     * One page of all that KMS did in the place, or of what is listed under one key, the latest first. AWS promises to list under a
     * key only what changes it: uses may be missing there.
     *
     * @param token the former page's, absent for the first
     */
    Reading<Trail.Page> read(Place place, Trail.Query query, Optional<String> token);
}
