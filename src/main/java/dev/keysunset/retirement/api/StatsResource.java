package dev.keysunset.retirement.api;

import dev.keysunset.access.Role;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.RetirementQueries;
import dev.keysunset.retirement.Stops;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole at a glance. */
@Path("/api/v1/stats")
@RunOnVirtualThread
@Tag(name = "stats")
public class StatsResource {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RetirementQueries queries;
    private final Stops stops;
    private final DomainClock clock;

    StatsResource(RetirementQueries queries, Stops stops, DomainClock clock) {
        this.queries = queries;
        this.stops = stops;
        this.clock = clock;
    }

    /**
     * Counts and clock.
     *
     * @param now domain time
     * @param rate domain seconds for each real second: 1, unless the clock of a demo runs
     */
    public record Stats(
            Map<StateName, Long> retirementsByState, StopResource.StopDocument stop, Instant now, double rate) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getStats", summary = "How many retirements are in each state, and what time it is there")
    public Stats stats() {
        return new Stats(queries.countByState(), StopResource.StopDocument.of(stops.current()), clock.now(), rate());
    }

    /** Rounded: between two readings of a clock a little time passes. */
    private double rate() {
        var passed = Duration.between(clock.now(), clock.after(SECOND));
        return Math.rint(passed.toMillis() / 100.0) / 10.0;
    }
}
