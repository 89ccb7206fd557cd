package dev.keysunset.standin.queue;

import dev.keysunset.standin.permission.Guarded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One queue and what lies in it. Guarded by the domain clock's order, like everything in the world. */
final class Queue {
    private final QueueArn arn;
    private final Instant created;
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private QueueAttributes attributes;
    private Instant modified;
    private Optional<Instant> purged = Optional.empty();
    private Optional<DataKeys.DataKey> dataKey = Optional.empty();
    private long copies;

    Queue(QueueArn arn, QueueAttributes attributes, Instant created) {
        this.arn = arn;
        this.attributes = attributes;
        this.created = created;
        this.modified = created;
    }

    QueueArn arn() {
        return arn;
    }

    Instant created() {
        return created;
    }

    Instant modified() {
        return modified;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** The queue as permissions see it. */
    Guarded guarded() {
        return new Guarded(arn.toString(), arn.place().account(), attributes.text(QueueAttributes.POLICY));
    }

    void change(QueueAttributes newAttributes, Instant now) {
        attributes = newAttributes;
        modified = now;
    }

    Optional<DataKeys.DataKey> dataKey() {
        return dataKey;
    }

    void keep(DataKeys.DataKey newDataKey) {
        dataKey = Optional.of(newDataKey);
    }

    Optional<Instant> purged() {
        return purged;
    }

    void purge(Instant now) {
        messages.clear();
        purged = Optional.of(now);
    }

    /**
     * Puts a copy of a letter in.
     *
     * @param visibleFrom real time
     */
    void put(Letter letter, Instant visibleFrom) {
        messages.add(new Message(letter, copies++, visibleFrom));
    }

    /** All messages, oldest first. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    Optional<Message> find(Receipt receipt) {
        return messages.stream()
                .filter(message -> message.copy() == receipt.copy())
                .findFirst();
    }

    void remove(Message message) {
        messages.remove(message);
    }

    /** Forgets what has been kept for its whole retention period. */
    void expire(Instant now) {
        var oldest = now.minus(attributes.seconds(QueueAttributes.RETENTION));
        messages.removeIf(message -> !message.letter().sent().isAfter(oldest));
    }
}
