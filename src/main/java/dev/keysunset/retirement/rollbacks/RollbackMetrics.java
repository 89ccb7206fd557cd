package dev.keysunset.retirement.rollbacks;

import dev.keysunset.engine.Clocks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an alarm outside the service hangs on: a key that somebody needs and that AWS does not let us bring back. */
@ApplicationScoped
class RollbackMetrics {
    private final StuckRollbacks stuck;
    private final Clocks clocks;
    private final List<Gauge> gauges = new ArrayList<>();

    RollbackMetrics(StuckRollbacks stuck, Clocks clocks) {
        this.stuck = stuck;
        this.clocks = clocks;
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        gauges.add(Gauge.builder(
                        "keysunset.rollbacks.stuck",
                        stuck,
                        rollbacks -> rollbacks.count().stuck())
                .description("Rollbacks that AWS does not let through")
                .register(registry));
        gauges.add(Gauge.builder("keysunset.rollbacks.stuck.oldest", this, RollbackMetrics::oldest)
                .description("For how long the oldest of them has been stuck; 0 while there is none")
                .baseUnit("seconds")
                .register(registry));
    }

    /** The registry outlives the application where one JVM runs several in turn, and keeps the first gauge of a name. */
    void deregister(@Observes ShutdownEvent stopping, MeterRegistry registry) {
        gauges.forEach(registry::remove);
    }

    private double oldest() {
        return stuck.count()
                .oldest()
                .map(since ->
                        (double) Duration.between(since, clocks.domain().now()).toSeconds())
                .orElse(0.0);
    }
}
