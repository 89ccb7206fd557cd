package dev.keysunset.console.estate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.inventory.scan.ScansResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Has the accounts read again, for whoever does not want to wait for the schedule. */
@Path("/keys/scan")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ScanForms {
    private final ScansResource door;
    private final Caller caller;

    ScanForms(ScansResource door, Caller caller) {
        this.door = door;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.APPROVER, Role.Name.ONCALL})
    public Response scan() {
        door.request();
        return Told.SCANNING.at("/keys");
    }

    Optional<Shut> shut() {
        return Shut.unless(caller, Role.SUBMITTER, Role.APPROVER, Role.ONCALL);
    }
}
