package dev.keysunset.watch.uses;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How CloudTrail is asked for the records of last uses. */
@ConfigMapping(prefix = "keysunset.last-uses")
public interface UseSettings {
    /** Whether CloudTrail is asked at all. */
    @WithDefault("true")
    boolean explained();

    /** How often, in real time, each account and Region is asked for one record, over all replicas. */
    @WithDefault("30s")
    Duration every();

    /**
     * How many pages of 50 records of an event history are read in one turn, for keys of which KMS does not say when they were last
     * used, and for a key's creator.
     */
    @WithDefault("10")
    int pagesATurn();

    /** Whether records are asked for of keys, too, that nobody has handed in or planned to: one after the other. */
    @WithDefault("true")
    boolean ofAllKeys();

    /** For how long, in domain time, such a key must be known to be unused: those in daily use are no candidates. */
    @WithDefault("P7D")
    Duration idleFor();
}
