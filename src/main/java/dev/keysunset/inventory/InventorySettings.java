package dev.keysunset.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the inventory is read. All in real time unless a property says otherwise. */
@ConfigMapping(prefix = "keysunset.inventory")
public interface InventorySettings {
    /** Whether every key is read again by itself; otherwise only when somebody asks for it. */
    @WithDefault("true")
    boolean scheduled();

    /** How often every key is read again by itself. Reading costs the accounts' API quotas. */
    @WithDefault("PT24H")
    Duration scanEvery();

    /** How often a replica looks for places to scan or to take over, and renews its leases on those it works on. */
    @WithDefault("2s")
    String lookEvery();

    /** For how long a replica owns a place it scans; it renews as it goes, and another goes on from there when it stops. */
    @WithDefault("PT1M")
    Duration lease();

    /** How many places this replica scans at once. Their quotas are apart, and they mostly wait for them. */
    @WithDefault("256")
    int placesAtOnce();

    /** How long a place rests whose list was throttled or not answered, before it goes on from there. */
    @WithDefault("PT30S")
    Duration retryAfter();

    /**
     * For how long, in domain time, a key's last use counts as recent. Such a key is no candidate whatever was used since, so
     * GetKeyLastUsage, the scarcest of calls, is not spent on it.
     */
    @WithDefault("P7D")
    Duration recentUse();

    /** For how long an enabled key must be known to be unused to stand in the weekly digest. */
    @WithDefault("P90D")
    Duration digestIdleFor();
}
