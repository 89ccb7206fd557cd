package dev.keysunset.engine;

import java.util.Collection;
import java.util.Optional;

/** Whose a key is, as was last read. Joins the caller's transaction, and calls nobody. */
public interface KeyOwners {
    /** Of the first of these keys whose owner is known. */
    Optional<String> owner(Collection<String> keyArns);
}
