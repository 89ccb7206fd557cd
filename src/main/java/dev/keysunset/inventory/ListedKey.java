package dev.keysunset.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.inventory.money.Bill;
import java.util.Map;

/** A key of the inventory, with what it costs and whom to ask about it. */
public record ListedKey(
        @JsonUnwrapped KeyView key, @JsonUnwrapped Bill bill) {
    static ListedKey of(KeyView key, Map<String, Bill> bills) {
        return new ListedKey(key, bills.getOrDefault(key.identity().keyArn(), Bill.UNKNOWN));
    }
}
