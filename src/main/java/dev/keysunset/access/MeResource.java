package dev.keysunset.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who the service takes the caller for. */
@Path("/api/v1/me")
@RunOnVirtualThread
@Tag(name = "access")
public class MeResource {
    private final Caller caller;

    MeResource(Caller caller) {
        this.caller = caller;
    }

    /** A caller as the service sees them. */
    public record Me(String name, SortedSet<String> roles, boolean machine) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "me", summary = "Who you are here, and your roles")
    public Me me() {
        return new Me(caller.name(), caller.roles(), caller.machine());
    }
}
