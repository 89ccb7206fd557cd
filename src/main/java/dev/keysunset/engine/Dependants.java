package dev.keysunset.engine;

import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import java.util.List;
import java.util.Set;

/** Which resources name a key. */
public interface Dependants {
    /**
     * As read a short while ago. {@code Absent} means that the place is being read: ask again.
     *
     * @param aliases the names by which resources may mean the key
     */
    Reading<List<DependantAnswer>> naming(KeyArn keyArn, Set<String> aliases);
}
