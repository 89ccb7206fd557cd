package dev.keysunset.inventory.money;

import dev.keysunset.core.KeyCost;
import java.util.Optional;

/**
 * What a key costs and whom to ask about it.
 *
 * @param owner absent while nobody is known to ask
 * @param cost absent until the key could be described once
 */
public record Bill(Optional<KeyOwner> owner, Optional<KeyCost> cost, Optional<String> rotationsUnreadable) {
    public static final Bill UNKNOWN = new Bill(Optional.empty(), Optional.empty(), Optional.empty());
}
