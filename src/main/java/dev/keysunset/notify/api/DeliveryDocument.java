package dev.keysunset.notify.api;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.notify.outbox.DeliveryStatus;
import dev.keysunset.notify.outbox.DeliveryView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One notification to one target.
 *
 * @param dueAt when it is tried next
 * @param trouble why the last attempt failed
 */
public record DeliveryDocument(
        UUID id,
        String target,
        DeliveryStatus status,
        int attempts,
        Optional<Instant> dueAt,
        Optional<Instant> settledAt,
        Optional<String> trouble,
        NotificationDocument notification) {

    /**
     * What is told.
     *
     * @param at domain time
     */
    public record NotificationDocument(
            Kind kind,
            Severity severity,
            Instant at,
            String title,
            String detail,
            Optional<String> remedy,
            Optional<String> accountId,
            Optional<UUID> retirementId,
            Optional<UUID> rollbackId,
            List<String> keyArns) {
        static NotificationDocument of(Notification notification) {
            var about = notification.about();
            var words = notification.words();
            return new NotificationDocument(
                    notification.kind(),
                    notification.kind().severity(),
                    notification.once().at(),
                    words.title(),
                    words.detail(),
                    words.remedy(),
                    about.accountId(),
                    about.retirementId(),
                    about.rollbackId(),
                    about.keyArns());
        }
    }

    static DeliveryDocument of(DeliveryView view) {
        var progress = view.progress();
        return new DeliveryDocument(
                view.id(),
                view.target(),
                progress.status(),
                progress.attempts(),
                progress.dueAt(),
                progress.settledAt(),
                progress.trouble(),
                NotificationDocument.of(view.notification()));
    }
}
