package dev.keysunset.console.oncall;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Address;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.notify.api.NotificationsResource;
import dev.keysunset.notify.api.NotificationsResource.ReplayRequest;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who was told of what; and above all who was not, until somebody mends the target and tells it again. */
@Path("/notifications")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class NotificationPages {
    private static final String A_SCREENFUL = "25";
    private static final String DEAD = "DEAD";

    private final Frames frames;
    private final NotificationsResource door;
    private final Caller caller;

    NotificationPages(Frames frames, NotificationsResource door, Caller caller) {
        this.frames = frames;
        this.door = door;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public NotificationsPage list(
            @RestQuery @DefaultValue("false") boolean all,
            @RestQuery Optional<String> target,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> done) {
        var only = new Query("target", target).text();
        var page = door.list(all ? Optional.empty() : Optional.of(DEAD), only, cursor, Optional.of(A_SCREENFUL));
        var next = page.nextCursor()
                .map(after -> new Address("/notifications")
                        .with("all", Optional.of(String.valueOf(all)))
                        .with("target", only)
                        .with("cursor", Optional.of(after))
                        .text());
        return new NotificationsPage(
                frames.frame(Told.of(done)),
                new NotificationsPage.Shown(all, only),
                door.untold().items(),
                page.items(),
                next,
                Shut.unless(caller, Role.ONCALL));
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ONCALL)
    public Response replay(@RestPath UUID id) {
        door.replay(id);
        return Told.REPLAYED.at("/notifications");
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ONCALL)
    public Response replayAll(@RestForm Optional<String> target) {
        door.replayAll(new ReplayRequest(target));
        return Told.REPLAYED.at("/notifications");
    }
}
