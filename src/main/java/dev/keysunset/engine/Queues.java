package dev.keysunset.engine;

import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The queues of push feeds. What is received is hidden from other receivers for a while, and comes again unless it is deleted. */
public interface Queues {
    /** Which end of a push feed. */
    enum End {
        QUEUE,
        /** Where AWS puts what was received too often: read like the queue, because a use may lie in it. */
        DEAD_LETTERS
    }

    /** @param wait how long, in real time, AWS holds the call while the queue is empty; at most 20 s */
    Reading<List<Message>> receive(Feed feed, End end, Duration wait);

    /** @return the messages that AWS did not delete: they come again */
    Reading<List<Message>> delete(Feed feed, End end, List<Message> messages);

    /** Whether the feed has an end of dead letters. */
    boolean hasDeadLetters(Feed feed);

    /**
     * @param receipt what deletes it
     * @param sentAt when it entered the queue, by AWS's clock
     * @param receiveCount how often it was received, this time included
     */
    record Message(String receipt, Content content, Instant sentAt, int receiveCount) {}

    /** What a message turned out to hold. */
    sealed interface Content {
        String text();

        /** A CloudTrail record as JSON text, as it came. */
        record TrailRecord(String text) implements Content {}

        /** Word from KMS itself about a key, such as that it is deleted: a reason to look, and no proof. */
        record Announcement(KeyArn keyArn, String text) implements Content {}

        /** Nothing that a rule for CloudTrail's events sends. */
        record Foreign(String why, String text) implements Content {}
    }
}
