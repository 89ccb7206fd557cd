package dev.keysunset.notify.outbox;

import dev.keysunset.engine.Notification;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What one target is told of one thing.
 *
 * @param seq by which the latest comes first
 */
public record DeliveryView(UUID id, long seq, Notification notification, String target, Progress progress) {
    /**
     * How far it has come, in real time.
     *
     * @param messageId of the message it went into; absent before the first attempt
     * @param dueAt when it is tried next; absent once it is settled
     * @param trouble why the last attempt failed
     */
    public record Progress(
            DeliveryStatus status,
            int attempts,
            Optional<UUID> messageId,
            Optional<Instant> dueAt,
            Optional<String> trouble,
            Optional<Instant> settledAt) {}
}
