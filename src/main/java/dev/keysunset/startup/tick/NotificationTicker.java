package dev.keysunset.startup.tick;

import dev.keysunset.notify.NotifySettings;
import dev.keysunset.notify.outbox.Deliveries;
import dev.keysunset.notify.outbox.Delivering;
import dev.keysunset.notify.outbox.Delivery;
import dev.keysunset.notify.outbox.Targets;
import dev.keysunset.notify.outbox.Tidying;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends what is in the outbox. Each target has slots of its own: a slow one delays no other, and the engine not at all. */
@ApplicationScoped
class NotificationTicker {
    private static final Logger LOG = Logger.getLogger(NotificationTicker.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final List<Lane<Delivery>> lanes;
    private final Tidying tidying;

    NotificationTicker(
            Targets targets, Deliveries deliveries, Delivering delivering, Tidying tidying, NotifySettings settings) {
        this.lanes = targets.names().stream()
                .map(target -> new Lane<Delivery>(
                        "notify-" + target,
                        settings.messagesAtOnce(),
                        limit -> deliveries.claimDue(target, limit),
                        delivering::run))
                .toList();
        this.tidying = tidying;
    }

    @Scheduled(every = "${keysunset.tick.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        lanes.forEach(Lane::tick);
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void tidy() {
        tidying.tidy();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        lanes.forEach(Lane::close);
        var ended = true;
        for (var lane : lanes) {
            ended &= lane.drain(FAREWELL);
        }
        if (!ended) {
            LOG.info("not every message was sent in time; what was under way is sent again after its lease");
        }
    }
}
