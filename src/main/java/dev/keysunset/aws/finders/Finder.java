package dev.keysunset.aws.finders;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import java.util.List;

/** Finds the resources of one kind that name a key. */
interface Finder {
    Dependant.Type type();

    /**
     * All of them in the place; those that name no key are left out.
     *
     * @throws dev.keysunset.aws.CallFailed when any of them cannot be read: some of them are not an answer
     */
    List<Named> find(Place place);
}
