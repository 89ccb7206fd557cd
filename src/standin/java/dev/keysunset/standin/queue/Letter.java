package dev.keysunset.standin.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * What was sent: the part of a message that never changes.
 *
 * @param sender the id of the principal that sent it
 * @param sent domain time, from which its retention counts
 * @param cameFrom the queue that gave it up, for a letter in a dead-letter queue
 */
record Letter(
        String id,
        String body,
        MessageAttributes attributes,
        String sender,
        Instant sent,
        Optional<QueueArn> cameFrom) {

    Letter givenUpBy(QueueArn queue) {
        return new Letter(id, body, attributes, sender, sent, Optional.of(queue));
    }

    /** Sent anew: a message that is moved back is a new one with a new life. */
    Letter again(String newId, Instant now) {
        return new Letter(newId, body, attributes, sender, now, Optional.empty());
    }
}
