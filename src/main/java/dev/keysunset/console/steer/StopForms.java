package dev.keysunset.console.steer;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.retirement.Stops;
import dev.keysunset.retirement.api.StopResource;
import dev.keysunset.retirement.api.StopResource.StopRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Stops everything that disables or schedules, and lets it go on. */
@Path("/stop")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class StopForms {
    private final Frames frames;
    private final StopResource door;
    private final Stops stops;
    private final Caller caller;

    StopForms(Frames frames, StopResource door, Stops stops, Caller caller) {
        this.frames = frames;
        this.door = door;
        this.stops = stops;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(hidden = true)
    public StopPage get(@RestQuery Optional<String> done) {
        var shut = caller.has(Role.ADMIN)
                ? Optional.<Shut>empty()
                : Optional.of(new Shut("Your roles do not allow this.", "Ask somebody who is admin."));
        return new StopPage(frames.frame(Told.of(done)), stops.history(), shut);
    }

    @POST
    @Path("hold")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(hidden = true)
    public Response stop(@RestForm Optional<String> reason) {
        door.stop(new StopRequest(reason));
        return Told.STOPPED.at("/stop");
    }

    @POST
    @Path("release")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(hidden = true)
    public Response release(@RestForm Optional<String> reason) {
        door.release(reason);
        return Told.RELEASED.at("/stop");
    }
}
