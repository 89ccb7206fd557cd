package dev.keysunset.notify.channel;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What one target is sent at once.
 *
 * @param id the same however often it is sent
 * @param told oldest first, at least one
 */
public record Message(UUID id, List<Told> told) {

    /** One notification under the id it has with every target. */
    public record Told(UUID id, Notification notification) {}

    /** Of the worst that it tells. */
    Severity severity() {
        return told.stream()
                .map(one -> one.notification().kind().severity())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    Notification first() {
        return told.getFirst().notification();
    }

    /** One line that says it all, or how much there is. */
    String headline() {
        return told.size() == 1
                ? first().words().title()
                : told.size() + " things happened, such as: " + worst().words().title();
    }

    private Notification worst() {
        return told.stream()
                .map(Told::notification)
                .filter(notification -> notification.kind().severity() == severity())
                .findFirst()
                .orElseThrow();
    }
}
