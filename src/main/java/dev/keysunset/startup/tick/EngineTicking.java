package dev.keysunset.startup.tick;

import dev.keysunset.engine.RealClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Red when this replica no longer looks for work: a watch that has silently stopped must not look like silence. */
@Readiness
@ApplicationScoped
class EngineTicking implements HealthCheck {
    private final Ticker ticker;
    private final TickSettings settings;
    private final RealClock real;

    EngineTicking(Ticker ticker, TickSettings settings, RealClock real) {
        this.ticker = ticker;
        this.settings = settings;
        this.real = real;
    }

    @Override
    public HealthCheckResponse call() {
        var last = ticker.lastTick();
        var silence = Duration.between(last, real.now());
        return HealthCheckResponse.named("engine-ticking")
                .status(silence.compareTo(settings.patience()) <= 0)
                .withData("lastTick", last.toString())
                .withData("patience", settings.patience().toString())
                .build();
    }
}
