package dev.keysunset.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the inventory is read. All in real time. */
@ConfigMapping(prefix = "keysunset.inventory")
public interface InventorySettings {
    /** How often every key is read again by itself. Reading costs the accounts' API quotas. */
    @WithDefault("PT24H")
    Duration scanEvery();

    /** How often a replica looks for a scan to begin or to take over. */
    @WithDefault("2s")
    String lookEvery();

    /** For how long a replica owns the scan it works on; it renews as it goes, and another takes over when it stops. */
    @WithDefault("PT1M")
    Duration lease();
}
