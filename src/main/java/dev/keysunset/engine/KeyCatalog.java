package dev.keysunset.engine;

import dev.keysunset.core.Grant;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Rotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** KMS as an inventory reads it: whole places, page by page, because one place may have more keys than memory. */
public interface KeyCatalog {
    /** @param marker the former page's, absent for the first */
    Reading<Listed<KeyArn>> keys(Place place, Optional<String> marker);

    /** The aliases of all keys of the place; those that AWS predefines and no key stands behind are left out. */
    Reading<Listed<Alias>> aliases(Place place, Optional<String> marker);

    Circumstances circumstances(KeyArn keyArn);

    /** Absent where AWS rotates no such key. */
    Reading<Rotation> rotation(KeyFacts key);

    /** How many keys of one place can be asked for their last usage: no other call of a reading is allowed so seldom. */
    double lastUsagesPerSecond();

    /** Some of a list, and the marker of what follows; without one it is the end. */
    record Listed<T>(List<T> items, Optional<String> next) {}

    record Alias(String name, String keyId) {}

    /** What hangs on a key, but for its aliases. Each reading stands alone. */
    record Circumstances(
            Reading<List<Grant>> grants, Reading<Map<String, String>> tags, Reading<KeyPolicyFacts> keyPolicy) {}
}
