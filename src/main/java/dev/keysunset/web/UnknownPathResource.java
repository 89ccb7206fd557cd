package dev.keysunset.web;

import dev.keysunset.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Whatever under /api nobody else answers: who is not signed in does not even learn what there is. */
@Path("/api/{path:.*}")
@RunOnVirtualThread
@RolesAllowed(Role.Name.VIEWER)
public class UnknownPathResource {
    @GET
    @Operation(hidden = true)
    public void get(@RestPath String path) {
        throw unknown(path);
    }

    @POST
    @Operation(hidden = true)
    public void post(@RestPath String path) {
        throw unknown(path);
    }

    @PUT
    @Operation(hidden = true)
    public void put(@RestPath String path) {
        throw unknown(path);
    }

    @DELETE
    @Operation(hidden = true)
    public void delete(@RestPath String path) {
        throw unknown(path);
    }

    private static ProblemException unknown(String path) {
        return FrameworkProblems.of(404, "/api/" + path).exception();
    }
}
