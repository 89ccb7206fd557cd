package dev.keysunset.watch.polling;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.WatchedKeys.Alarm;
import dev.keysunset.watch.polling.FeedLedger.Found;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the push feeds bring, and how they fare. Every method is one transaction. */
public interface QueueLedger {
    /**
     * Returns only if something could be kept now: a message that is received and cannot be kept is hidden from everybody for
     * a while, and one step nearer to the dead letters.
     */
    void awake();

    /** Commits what was received, and wakes the retirements concerned. Only then may it be deleted from the queue. */
    void keep(Feed feed, End end, Received received);

    /** Notes how the last round went. */
    void fared(Feed feed, End end, Optional<String> trouble);

    /**
     * @param alarms who is to look again without a record that says why
     * @param count how many messages came
     * @param oldest when the oldest of them entered the queue
     */
    record Received(Found found, List<Alarm> alarms, int count, Instant oldest) {}
}
