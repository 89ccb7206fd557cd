package dev.keysunset.notify.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is not told yet, by target. Every replica tells the same, because it is read from the database; whoever adds them up
 * counts double.
 */
@ApplicationScoped
public class DeliveryMetrics {
    /** What was sent is left out: the partial indices hold the rest. */
    private static final String UNTOLD = """
            select target, status, count(*),
                coalesce(extract(epoch from clock_timestamp() - min(tried_since)), 0)
            from notification_delivery where status in ('PENDING', 'DEAD') group by target, status
            """;

    private final EntityManager database;
    private final Targets targets;
    private final MultiGauge dead;
    private final MultiGauge oldest;

    DeliveryMetrics(EntityManager database, Targets targets, MeterRegistry registry) {
        this.database = database;
        this.targets = targets;
        this.dead = MultiGauge.builder("keysunset.notifications.dead")
                .description("How many notifications to a target were given up and wait to be replayed")
                .register(registry);
        this.oldest = MultiGauge.builder("keysunset.notifications.oldest.pending")
                .description("How long, in real time, the oldest notification that a target has not taken is tried")
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(
            every = "${keysunset.watch.health-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "delivery-metrics")
    @RunOnVirtualThread
    @Transactional
    public void refresh() {
        if (targets.names().isEmpty()) {
            return;
        }
        var deadOf = new HashMap<String, Number>();
        var ageOf = new HashMap<String, Number>();
        for (var row : untold()) {
            var target = (String) row[0];
            if (DeliveryStatus.DEAD.name().equals(row[1])) {
                deadOf.put(target, (Number) row[2]);
            } else {
                ageOf.put(target, (Number) row[3]);
            }
        }
        dead.register(rows(deadOf), true);
        oldest.register(rows(ageOf), true);
    }

    /** Nought for every target of which there is nothing to tell: an alert needs a value to fall back to. */
    private List<Row<?>> rows(Map<String, Number> values) {
        return targets.names().stream()
                .<Row<?>>map(target -> Row.of(Tags.of("target", target), values.getOrDefault(target, 0)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> untold() {
        return database.createNativeQuery(UNTOLD, Object[].class).getResultList();
    }
}
