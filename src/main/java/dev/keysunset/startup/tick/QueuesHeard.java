package dev.keysunset.startup.tick;

import dev.keysunset.engine.RealClock;
import dev.keysunset.watch.polling.WatchSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Red when this replica no longer listens to one of its queues. A queue that AWS or the database keeps us from is told as the
 * feed's trouble instead: the other replicas fare no better.
 */
@Readiness
@ApplicationScoped
class QueuesHeard implements HealthCheck {
    private final QueueListening queues;
    private final Duration patience;
    private final RealClock real;

    QueuesHeard(QueueListening queues, TickSettings tick, WatchSettings watch, RealClock real) {
        this.queues = queues;
        this.patience = tick.patience().plus(watch.receiveWait());
        this.real = real;
    }

    @Override
    public HealthCheckResponse call() {
        var silentSince = queues.longestSilent();
        var response = HealthCheckResponse.named("queues-heard").withData("patience", patience.toString());
        silentSince.ifPresent(since -> response.withData("lastRound", since.toString()));
        return response.status(silentSince
                        .filter(since -> Duration.between(since, real.now()).compareTo(patience) > 0)
                        .isEmpty())
                .build();
    }
}
