package dev.keysunset.watch.archive;

import dev.keysunset.core.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What archives cost: Athena bills by the bytes that a query reads. Each replica counts the queries whose end it saw. */
@ApplicationScoped
class ArchiveMetrics {
    private final MeterRegistry registry;

    ArchiveMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Under the place that was asked about, not the one that runs the queries: it is what costs. */
    void scanned(Place place, long bytes) {
        Counter.builder("keysunset.archive.scanned")
                .description("Bytes that queries of trails' archives have read, as Athena counts and bills them")
                .baseUnit("bytes")
                .tag("account", place.accountId())
                .tag("region", place.region())
                .register(registry)
                .increment((double) bytes);
    }
}
