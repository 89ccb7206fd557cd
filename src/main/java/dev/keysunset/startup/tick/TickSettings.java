package dev.keysunset.startup.tick;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the engine is driven, in real time. */
@ConfigMapping(prefix = "keysunset.tick")
public interface TickSettings {
    /** How often this replica looks for work that is due; at most once a second. Between ticks, work that follows on is taken up. */
    @WithDefault("PT1S")
    Duration every();

    /** How many retirements this replica works on at once. They mostly wait for AWS. */
    @WithDefault("64")
    int retirementsAtOnce();

    /** How many rollbacks this replica works on at once, beside the others. */
    @WithDefault("16")
    int rollbacksAtOnce();

    /** How many feeds this replica polls at once. */
    @WithDefault("8")
    int feedsAtOnce();

    /** Of how many classes this replica calls canaries at once. */
    @WithDefault("4")
    int canariesAtOnce();

    /** How many receive from each queue at once in this replica; one more listens to its dead letters. */
    @WithDefault("2")
    int receiversPerQueue();

    /** After so long without a completed tick this replica reports that it is not ready. */
    @WithDefault("PT1M")
    Duration patience();
}
