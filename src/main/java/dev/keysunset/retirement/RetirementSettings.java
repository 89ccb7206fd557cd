package dev.keysunset.retirement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How retirements are claimed and how far their blast may reach. */
@ConfigMapping(prefix = "keysunset.retirement")
public interface RetirementSettings {
    /**
     * For how long, in real time, one replica owns a retirement it works on. AWS refuses an effect's call after it; a member that is
     * not described in half of it counts as unreadable.
     */
    @WithDefault("PT30S")
    Duration lease();

    /**
     * A replica whose clock is further from AWS's, in real time, disables nothing and schedules nothing; neither does one that is
     * behind by more than half a lease.
     */
    @WithDefault("PT60S")
    Duration maxClockSkew();

    /** The caps. */
    Caps caps();

    /** How far the blast of an error of ours may reach. */
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

        /** Begun within an hour without a person's word, over all accounts; more than that stop all disabling and scheduling. */
        @WithDefault("10")
        int maxRollbacksPerHour();
    }
}
