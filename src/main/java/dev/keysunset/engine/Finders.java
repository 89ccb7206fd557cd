package dev.keysunset.engine;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import java.util.List;
import java.util.Map;

/** Reads the resources of AWS's services for the keys that they name. */
public interface Finders {
    /** Everything in the place that names a key, one answer for each kind of resource. Costs a walk through all of it. */
    Map<Dependant.Type, Reading<List<Named>>> read(Place place);

    /**
     * A resource and the key it names.
     *
     * @param key as AWS tells it: a key id, a key ARN, an alias name or an alias ARN
     */
    record Named(String key, Dependant dependant) {}
}
