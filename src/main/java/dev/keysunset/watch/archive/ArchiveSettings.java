package dev.keysunset.watch.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How archives are asked; which there are, {@code keysunset.aws.archives} says. */
@ConfigMapping(prefix = "keysunset.archive")
public interface ArchiveSettings {
    /** How often, in real time, it is looked at each account and Region, over all replicas. */
    @WithDefault("30s")
    Duration every();

    /** How long, in real time, a query may take; after that it is stopped. */
    @WithDefault("PT40M")
    Duration patience();

    /** How many queries may be under way at once, over all accounts and Regions. */
    @WithDefault("2")
    int queriesAtOnce();

    /** How many keys one query asks for. It costs the same for any number. */
    @WithDefault("500")
    int keysAQuery();

    /** How old, in domain time, an answer is before what has happened since is asked for. */
    @WithDefault("P1D")
    Duration askAgainAfter();

    /** Whether it is asked, too, for keys that nobody has handed in or planned to. */
    @WithDefault("false")
    boolean ofAllKeys();

    /** For how long, in domain time, such a key must be known to be unused: those in daily use are no candidates. */
    @WithDefault("P7D")
    Duration idleFor();
}
