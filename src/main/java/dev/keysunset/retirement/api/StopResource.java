package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.retirement.Stops;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The global stop. */
@Path("/api/v1/stop")
@RunOnVirtualThread
@Tag(name = "stop")
public class StopResource {
    private final Stops stops;
    private final Caller caller;

    StopResource(Stops stops, Caller caller) {
        this.stops = stops;
        this.caller = caller;
    }

    /** Why everything has to stop. */
    public record StopRequest(Optional<String> reason) {}

    /** Whether the stop holds, and by whose word. */
    public record StopDocument(boolean stopped, Optional<Stops.Stop> stop) {
        static StopDocument of(Optional<Stops.Stop> stop) {
            return new StopDocument(stop.isPresent(), stop);
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getStop", summary = "Whether the global stop holds")
    public StopDocument get() {
        return StopDocument.of(stops.current());
    }

    @PUT
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(
            operationId = "stop",
            summary = "Disable and schedule nothing any more, anywhere",
            description = "Rollbacks and the watch go on. A second stop changes nothing.")
    public StopDocument stop(@NotNull StopRequest request) {
        return StopDocument.of(Optional.of(stops.stop(caller.name(), Spoken.required("reason", request.reason()))));
    }

    @DELETE
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(operationId = "releaseStop", summary = "Go on")
    public StopDocument release(@RestQuery Optional<String> reason) {
        stops.release(caller.name(), Spoken.required("reason", reason));
        return StopDocument.of(stops.current());
    }
}
