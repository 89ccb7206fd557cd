package dev.keysunset.console.journey;

import dev.keysunset.access.Role;
import dev.keysunset.console.Seen;
import dev.keysunset.retirement.api.OrdersResource;
import dev.keysunset.retirement.api.OrdersResource.ExtensionRequest;
import dev.keysunset.retirement.api.OrdersResource.OrderRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** What people order a retirement to do, on its page. */
@Path("/retirements/{id}/{command}")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class CommandForms {
    private final OrdersResource orders;

    CommandForms(OrdersResource orders) {
        this.orders = orders;
    }

    @POST
    @RolesAllowed(Role.Name.VIEWER)
    public Response order(
            @RestPath UUID id,
            @RestPath String command,
            @RestForm Optional<String> version,
            @RestForm Optional<String> reason,
            @RestForm Optional<String> extension) {
        var seen = Seen.of(version);
        var request = new OrderRequest(reason);
        switch (Command.of(command)) {
            case ROLLBACK -> orders.rollBack(id, seen, request);
            case CANCEL -> orders.cancel(id, seen, request);
            case HOLD -> orders.hold(id, seen, request);
            case RELEASE -> orders.release(id, seen, request);
            case RETRY -> orders.retry(id, seen, request);
            case RESTART_WINDOW -> orders.restartWindow(id, seen, request);
            case EXTEND_WINDOW -> orders.extendWindow(id, seen, new ExtensionRequest(reason, extension));
        }
        // What was refused has ended in a problem before.
        return Command.of(command).told().at("/retirements/" + id);
    }
}
