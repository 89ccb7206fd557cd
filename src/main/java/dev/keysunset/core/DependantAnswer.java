package dev.keysunset.core;

import java.time.Instant;
import java.util.List;

/**
 * What was found of one kind of resource in a key's account and Region.
 *
 * @param naming those that name the key; never empty because something could not be read
 * @param readAt when the service was asked
 */
public record DependantAnswer(Dependant.Type type, Reading<List<Dependant>> naming, Instant readAt) {
    /** The code of a kind that can be read only where somebody records it, in a place where nobody does. */
    public static final String NOT_RECORDED = "NotRecorded";
}
