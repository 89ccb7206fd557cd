package dev.keysunset.notify.outbox;

import dev.keysunset.engine.RealClock;
import dev.keysunset.notify.NotifySettings;
import dev.keysunset.notify.channel.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Sends what was claimed, once. After a crash before its outcome is committed the lease runs out and it is sent again, under the
 * same id.
 */
@ApplicationScoped
public class Delivering {
    private static final Logger LOG = Logger.getLogger(Delivering.class);

    private final Targets targets;
    private final Deliveries deliveries;
    private final NotifySettings settings;
    private final RealClock clock;
    private final Backoff backoff;

    Delivering(Targets targets, Deliveries deliveries, NotifySettings settings, RealClock clock) {
        this.targets = targets;
        this.deliveries = deliveries;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(
                settings.retryDelay(),
                settings.longestRetryDelay(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    public void run(Delivery delivery) {
        // Resolving a name and sending may each take as long as the timeout.
        if (clock.now().plus(settings.timeout().multipliedBy(2)).isAfter(delivery.leaseEnds())) {
            LOG.debugf(
                    "target=%s message=%s not sent: its lease ends soon",
                    delivery.target(), delivery.message().id());
            return;
        }
        var outcome = targets.channel(delivery.target()).send(delivery.message());
        if (!settle(delivery, outcome)) {
            LOG.infof(
                    "target=%s message=%s outlived its lease and may be sent twice",
                    delivery.target(), delivery.message().id());
        }
    }

    private boolean settle(Delivery delivery, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> deliveries.sent(delivery);
            case Outcome.Later(var why, var asked) -> {
                warn(delivery, why);
                yield deliveries.later(delivery, why, backoff.after(delivery.attempt(), asked));
            }
            case Outcome.Never(var why) -> {
                warn(delivery, why);
                yield deliveries.dead(delivery, why);
            }
        };
    }

    private static void warn(Delivery delivery, String why) {
        LOG.warnf(
                "target=%s message=%s attempt=%d not delivered: %s",
                delivery.target(), delivery.message().id(), delivery.attempt(), why);
    }
}
