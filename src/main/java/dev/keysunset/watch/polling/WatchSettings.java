package dev.keysunset.watch.polling;

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

    /**
     * How often, in domain time, it is looked at what a feed stands on: trail, log group, rule, queue. Its polls earn nothing
     * beyond the last look that found it sound.
     */
    @WithDefault("PT15M")
    Duration footingEvery();

    /** How often, in real time, the health of the feeds and the threatened verdicts are told as metrics. */
    @WithDefault("15s")
    Duration healthEvery();

    /**
     * How long, in real time, one step goes on with a closing sweep before it lets other work go on. The next step goes on at the
     * page at which it stopped.
     */
    @WithDefault("PT8S")
    Duration sweepPatience();

    /** How long, in real time, AWS holds a receive while a queue is empty: 1 to 20 whole seconds. */
    @WithDefault("PT20S")
    Duration receiveWait();

    /**
     * For how long, in domain time, a closing sweep speaks for its window after its last read, however long it took; after that it
     * is made again. One that cannot read on for so long begins anew.
     */
    @WithDefault("PT1H")
    Duration sweepValidity();
}
