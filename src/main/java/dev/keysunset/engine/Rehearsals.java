package dev.keysunset.engine;

import dev.keysunset.core.Place;
import dev.keysunset.core.Rehearsal;
import java.util.Optional;

/** What canary keys say of the way back. */
public interface Rehearsals {
    /** Empty where there is no canary key, or none was called yet. */
    Optional<Rehearsal> latest(Place place);
}
