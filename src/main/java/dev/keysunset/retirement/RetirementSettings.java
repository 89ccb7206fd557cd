package dev.keysunset.retirement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How retirements are claimed and how far their blast may reach. */
@ConfigMapping(prefix = "keysunset.retirement")
public interface RetirementSettings {
    /** For how long, in real time, one replica owns a retirement it works on. AWS refuses an effect's call after it. */
    @WithDefault("PT30S")
    Duration lease();

    /** The caps. */
    Caps caps();

    /** How many keys may be unusable by our doing at once, and how many may be put on AWS's clock in a day. */
    interface Caps {
        /** Disabled by us at once, over all accounts. */
        @WithDefault("500")
        int maxDisabled();

        /** Disabled by us at once in one account. */
        @WithDefault("100")
        int maxDisabledPerAccount();

        /** Scheduled for deletion within 24 hours, over all accounts. */
        @WithDefault("100")
        int maxScheduledPerDay();
    }
}
