package dev.keysunset.standin.athena;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.util.List;

/** What Amazon Athena leaves open or decides by chance. */
public final class AthenaBehaviour {
    public static final Setting<Duration> QUEUED = Setting.duration(
            "athena.queued", Duration.ofSeconds(2), "How long a query waits in the queue before it runs.");

    public static final Setting<Duration> LONGEST_RUN =
            Setting.duration("athena.longest-run", Duration.ofMinutes(1), "A query runs for a random time up to this.");

    public static final List<Setting<?>> ALL = List.of(QUEUED, LONGEST_RUN);

    private AthenaBehaviour() {}
}
