package dev.keysunset.notify.outbox;

import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyOwners;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.engine.Notifier;
import dev.keysunset.notify.NotifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The one place where anything is told: a row for what happened and one for each target, in the transaction that caused it. */
@ApplicationScoped
class Outbox implements Notifier {
    private static final String TELL = """
            insert into notification (id, dedup_key, kind, at, body)
            values (:id, :key, :kind, :at, cast(:body as jsonb)) on conflict (dedup_key) do nothing
            """;

    private static final String ADDRESS = """
            insert into notification_delivery (id, notification_id, target, thread, due_at)
            values (:id, :notification, :target, :thread, clock_timestamp() + make_interval(secs => :wait))
            """;

    private final EntityManager database;
    private final Targets targets;
    private final NotifySettings settings;
    private final KeyOwners owners;
    private final Clocks clocks;

    Outbox(EntityManager database, Targets targets, NotifySettings settings, KeyOwners owners, Clocks clocks) {
        this.database = database;
        this.targets = targets;
        this.settings = settings;
        this.owners = owners;
        this.clocks = clocks;
    }

    @Override
    public boolean listens(Kind kind) {
        return targets.routes().anyFor(kind);
    }

    @Override
    public void tell(Notification notification) {
        var told = targets.routes().targets(notification, () -> owner(notification));
        if (!told.isEmpty()) {
            var id = clocks.ids().next();
            if (keep(id, notification)) {
                told.forEach(target -> address(id, target, notification));
            }
        }
    }

    private boolean keep(UUID id, Notification notification) {
        return database.createNativeQuery(TELL)
                        .setParameter("id", id)
                        .setParameter("key", notification.once().key())
                        .setParameter("kind", notification.kind().name())
                        .setParameter("at", notification.once().at())
                        .setParameter("body", NotificationJson.of(notification))
                        .executeUpdate()
                == 1;
    }

    private void address(UUID notificationId, String target, Notification notification) {
        database.createNativeQuery(ADDRESS)
                .setParameter("id", clocks.ids().next())
                .setParameter("notification", notificationId)
                .setParameter("target", target)
                .setParameter("thread", notification.about().thread())
                .setParameter("wait", wait(target, notification).toMillis() / 1000.0)
                .executeUpdate();
    }

    private Duration wait(String target, Notification notification) {
        if (!targets.groups(target)) {
            return Duration.ZERO;
        }
        return notification.kind().severity() == Severity.CRITICAL ? settings.urgentWait() : settings.groupWait();
    }

    private Optional<String> owner(Notification notification) {
        var keyArns = notification.about().keyArns();
        return keyArns.isEmpty() ? Optional.empty() : owners.owner(keyArns);
    }
}
