package dev.keysunset.engine;

import dev.keysunset.core.BroughtBack;
import dev.keysunset.core.Place;

/** What the service remembers of keys that it brought back. */
public interface KeysBroughtBack {
    /** The last time each call was carried out in the place, as far as that is worth telling. */
    BroughtBack lastIn(Place place);
}
