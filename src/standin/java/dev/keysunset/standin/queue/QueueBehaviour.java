package dev.keysunset.standin.queue;

import dev.keysunset.standin.ground.Setting;
import java.util.List;

/** What Amazon SQS leaves open or decides by chance. */
public final class QueueBehaviour {
    public static final Setting<Double> DUPLICATES = Setting.chance(
            "queue.duplicates",
            0.02,
            "How many messages lie in a queue twice, so that one comes again even after it was deleted.");

    public static final Setting<Boolean> REORDERING =
            Setting.flag("queue.reordering", true, "Whether messages come in another order than they were sent in.");

    public static final Setting<Double> EMPTY_RECEIVES = Setting.chance(
            "queue.empty-receives", 0.05, "How many receives by short polling find nothing although messages wait.");

    public static final Setting<Integer> IN_FLIGHT_LIMIT = Setting.number(
            "queue.in-flight-limit",
            120_000,
            "How many messages of a queue may be received and not yet deleted before OverLimit.");

    public static final List<Setting<?>> ALL = List.of(DUPLICATES, REORDERING, EMPTY_RECEIVES, IN_FLIGHT_LIMIT);

    private QueueBehaviour() {}
}
