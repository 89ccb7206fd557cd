package dev.keysunset.retirement;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.notify.channel.Peer.Received;
import dev.keysunset.notify.outbox.Deliveries;
import dev.keysunset.notify.outbox.Delivering;
import dev.keysunset.notify.outbox.Delivery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** Tells, delivers as replicas do, and looks at what has arrived. */
abstract class NotifyStage {
    static final String TOLD = "select count(*) from notification_delivery";

    private static final Pattern TITLE = Pattern.compile("title (\\w+)");

    @Inject
    Stage stage;

    @Inject
    Notifier notifier;

    @Inject
    Deliveries deliveries;

    @Inject
    Delivering delivering;

    @BeforeEach
    void clear() {
        stage.clear();
        stage.sql("delete from notification");
        NotifyWorld.peer().forget();
    }

    Notification news(String key, Kind kind, String thread) {
        return new Notification(
                kind,
                About.noKey(thread, Optional.of("111122223333")),
                new Words("title " + key, "detail", Optional.empty()),
                new Once(key, stage.clock.now()));
    }

    void tell(Notification notification) {
        QuarkusTransaction.requiringNew().run(() -> notifier.tell(notification));
    }

    /** What a replica does until nothing is due: what was put off is waited for where it is put off for milliseconds. */
    void drain(String... targets) {
        for (var target : targets) {
            for (var claimed = claimAll(target); !claimed.isEmpty(); claimed = claimAll(target)) {
                claimed.forEach(delivering::run);
            }
        }
    }

    List<Delivery> claimAll(String target) {
        // Pauses of milliseconds are over by the time a statement is.
        stage.sql("update notification_delivery set due_at = least(due_at, clock_timestamp()) where target = '" + target
                + "' and lease_token is null");
        return deliveries.claimDue(target, 10);
    }

    /** As after a crash of all that claimed anything. */
    void endLeases() {
        stage.sql("update notification_delivery set leased_until = clock_timestamp() - interval '1 second'"
                + " where lease_token is not null");
    }

    /** Of what it tells first. */
    static String key(Delivery delivery) {
        return delivery.message().told().getFirst().notification().once().key();
    }

    static List<Received> to(String target) {
        return NotifyWorld.peer().received().stream()
                .filter(received -> received.path().equals("/" + target))
                .toList();
    }

    /** The keys of all that one message tells. */
    static String keys(Received message) {
        return TITLE.matcher(message.body())
                .results()
                .map(title -> title.group(1))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String type(Received event) {
        return event.body().replaceAll(".*\"type\":\"dev\\.keysunset\\.([a-z-]+)\".*", "$1");
    }

    static String action(Received event) {
        return event.body().replaceAll(".*\"event_action\":\"([a-z]+)\".*", "$1");
    }

    long rows() {
        return stage.count(TOLD);
    }

    long count(String status, String target) {
        return stage.count("select count(*) from notification_delivery where status = '" + status + "' and target = '"
                + target + "'");
    }
}
