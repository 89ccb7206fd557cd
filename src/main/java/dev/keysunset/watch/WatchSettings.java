package dev.keysunset.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the feeds are read. */
@ConfigMapping(prefix = "keysunset.watch")
public interface WatchSettings {
    /** For how long, in real time, one replica owns a feed it polls. A poll that takes longer asks for less next time. */
    @WithDefault("PT2M")
    Duration lease();

    /** The longest stretch, in domain time, that one poll or one step of a sweep asks for. */
    @WithDefault("PT6H")
    Duration maxSpan();

    /** How long, in real time, one step goes on with a closing sweep before it lets other work go on. */
    @WithDefault("PT8S")
    Duration sweepPatience();

    /** For how long, in domain time, a finished closing sweep speaks for its window; after that it is made again. */
    @WithDefault("PT1H")
    Duration sweepValidity();
}
