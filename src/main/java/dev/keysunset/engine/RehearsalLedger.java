package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Rehearsal;
import java.util.Optional;
import java.util.UUID;

/** Remembers rehearsals, each before it is made. */
public interface RehearsalLedger {
    /** Notes that one is made now; false where the place had its one of this day (UTC) already, whoever made it. */
    boolean intend(UUID rehearsalId, KeyArn keyArn);

    void answered(UUID rehearsalId, Rehearsal.Outcome outcome);

    /** The latest of which the end is known. */
    Optional<Rehearsal> latest(Place place);
}
