package dev.keysunset.startup.clock;

import dev.keysunset.core.Tempo;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How patient the service is, in domain time. It follows from AWS and the feeds; an organisation's rules are policies. */
@ConfigMapping(prefix = "keysunset.tempo")
public interface TempoSettings {
    /** How long after DisableKey calls may still succeed. KMS is eventually consistent: "in some cases several minutes". */
    @WithDefault("PT5M")
    Duration settling();

    /** How the feeds are listened to. */
    Listening listening();

    /** How often retirements are looked at. */
    Pace pace();

    /** How long after the deletion date AWS's own DeleteKey record is waited for. */
    @WithDefault("PT72H")
    Duration deletionGrace();

    /** When, after a rollback, the members are looked at again, for a late effect of ours. */
    @WithDefault("PT1M,PT5M,PT20M,PT1H,PT24H")
    List<Duration> quarantine();

    /** How the feeds are listened to. */
    interface Listening {
        /** How late CloudTrail may deliver a record; nothing younger counts as seen. */
        @WithDefault("PT15M")
        Duration lag();

        /** How often each feed is read. */
        @WithDefault("PT5M")
        Duration pollInterval();

        /** How often it is read while a deletion is closer than the margin of blindness. */
        @WithDefault("PT1M")
        Duration closePollInterval();

        /** How often a canary of each class is called in each account and Region. */
        @WithDefault("PT1H")
        Duration canaryEvery();

        /** How far apart two canaries may have been called for the time between them to be proven. */
        @WithDefault("PT12H")
        Duration canaryInterval();
    }

    /** How often retirements are looked at. */
    interface Pace {
        /** How long a retirement that waits is left alone. */
        @WithDefault("PT1H")
        Duration lookAgain();

        /** How long after a failure the next attempt is made; at most two minutes, because rollbacks wait for it. */
        @WithDefault("PT1M")
        Duration retryAfter();
    }

    default Tempo tempo() {
        return new Tempo(
                settling(),
                new Tempo.Listening(
                        listening().lag(),
                        listening().pollInterval(),
                        listening().closePollInterval(),
                        new Tempo.Canaries(
                                listening().canaryEvery(), listening().canaryInterval())),
                new Tempo.Pace(pace().lookAgain(), pace().retryAfter()),
                deletionGrace(),
                quarantine());
    }
}
