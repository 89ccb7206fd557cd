package dev.keysunset.inventory.dependants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the resources that name keys are read. All in real time. */
@ConfigMapping(prefix = "keysunset.dependants")
public interface DependantSettings {
    /**
     * For how long the resources of an account and Region count as known once they were read. They are read as a whole, as long as
     * a retirement there is before a gate, and again when half of this is over.
     */
    @WithDefault("PT30M")
    Duration freshFor();

    /** How long an answer is kept after which the service was throttled or did not answer; a refusal is told at once. */
    @WithDefault("PT2H")
    Duration trustedFor();

    /** For how long a retirement, or somebody who asks for a plan, waits for a place that is being read; after that it looks again. */
    @WithDefault("PT3S")
    Duration patience();

    /** For how long a replica owns the place that it reads; it renews as it reads, and another takes over when it stops. */
    @WithDefault("PT5M")
    Duration lease();
}
