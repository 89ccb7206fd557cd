package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyCost;
import java.util.Collection;
import java.util.Map;

/** What keys cost, as far as the inventory knows. */
public interface KeyCosts {
    /** Keys whose cost is not known are left out. */
    Map<KeyArn, KeyCost> of(Collection<KeyArn> keys);
}
