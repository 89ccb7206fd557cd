package dev.keysunset.startup.tick;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ticks between the scheduler's ticks, for a world in which a second is hours: Quarkus Scheduler never fires more often than
 * once a second.
 */
@ApplicationScoped
class QuickTicks {
    private static final Logger LOG = Logger.getLogger(QuickTicks.class);
    private static final Duration SCHEDULERS_SHORTEST = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final TickSettings settings;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("quick-ticks").factory());

    QuickTicks(Ticker ticker, TickSettings settings) {
        this.ticker = ticker;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        if (settings.every().compareTo(SCHEDULERS_SHORTEST) < 0) {
            var every = settings.every().toMillis();
            var _ = ticks.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticks.shutdown();
    }

    private void tick() {
        try {
            ticker.tick();
        } catch (RuntimeException e) {
            // An executor would never run it again; the scheduler's own tick reports the failure.
            LOG.debugf(e, "a quick tick failed");
        }
    }
}
