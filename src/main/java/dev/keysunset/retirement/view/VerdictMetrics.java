package dev.keysunset.retirement.view;

import dev.keysunset.core.Attention;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.concurrent.atomic.AtomicLong;

/** How many retirements the watch is about to fail, and how many it has failed already: the first is the alarm in time. */
@ApplicationScoped
public class VerdictMetrics {
    private static final String WAITING = """
            select count(distinct a.retirementId) from AttentionRow a join RetirementRow r on r.id = a.retirementId
            where a.kind = :kind and r.live
            """;

    private final EntityManager database;
    private final AtomicLong threatened = new AtomicLong();
    private final AtomicLong unproven = new AtomicLong();

    VerdictMetrics(EntityManager database, MeterRegistry registry) {
        this.database = database;
        registry.gauge("keysunset.verdicts.threatened", threatened);
        registry.gauge("keysunset.verdicts.unproven", unproven);
    }

    @Scheduled(
            every = "${keysunset.watch.health-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "verdict-metrics")
    @RunOnVirtualThread
    @Transactional
    public void refresh() {
        threatened.set(count(Attention.Kind.WATCH_THREATENED));
        unproven.set(count(Attention.Kind.WATCH_GAP));
    }

    private long count(Attention.Kind kind) {
        return database.createQuery(WAITING, Long.class)
                .setParameter("kind", kind)
                .getSingleResult();
    }
}
