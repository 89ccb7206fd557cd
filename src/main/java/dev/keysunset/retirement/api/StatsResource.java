package dev.keysunset.retirement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.access.Role;
import dev.keysunset.core.Attention;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.restraints.Stops;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.view.AttentionBoard;
import dev.keysunset.retirement.view.RetirementQueries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole at a glance. */
@Path("/api/v1/stats")
@RunOnVirtualThread
@Tag(name = "stats")
public class StatsResource {
    private final RetirementQueries queries;
    private final Boards boards;
    private final Stops stops;
    private final DomainClock clock;
    private final String version;

    /** What waits for somebody. */
    @ApplicationScoped
    static class Boards {
        private final AttentionBoard attention;
        private final RollbackReviews reviews;

        Boards(AttentionBoard attention, RollbackReviews reviews) {
            this.attention = attention;
            this.reviews = reviews;
        }

        Waiting waiting() {
            return new Waiting(attention.counts(), reviews.unresolved());
        }
    }

    StatsResource(
            RetirementQueries queries,
            Boards boards,
            Stops stops,
            DomainClock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.queries = queries;
        this.boards = boards;
        this.stops = stops;
        this.clock = clock;
        this.version = version;
    }

    /** Counts and clock. */
    public record Stats(
            Map<StateName, Long> retirementsByState,
            Waiting waiting,
            StopResource.StopDocument stop,
            @JsonUnwrapped Running running) {}

    /** @param attention how many that have not ended wait for each kind of thing; kinds nobody waits for are left out */
    public record Waiting(Map<Attention.Kind, Long> attention, long unresolvedRollbacks) {}

    /**
     * What runs there.
     *
     * @param now domain time
     * @param rate domain seconds for each real second: 1, unless the clock of a demo runs
     * @param version of the service
     */
    public record Running(Instant now, double rate, String version) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getStats",
            summary = "How many retirements are in each state and wait for what, and what time it is there")
    public Stats stats() {
        return new Stats(
                queries.countByState(),
                boards.waiting(),
                StopResource.StopDocument.of(stops.holding()),
                new Running(clock.now(), clock.rate(), version));
    }
}
