package dev.keysunset.console.oncall;

import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.retirement.api.PlannedResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Is this planned? For whoever has an alert in their hands, or sees a key that nobody can use and wonders. */
@Path("/planned")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PlannedPages {
    private final Frames frames;
    private final PlannedResource planned;

    PlannedPages(Frames frames, PlannedResource planned) {
        this.frames = frames;
        this.planned = planned;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public PlannedPage get(@RestQuery List<String> keyArn, @RestQuery List<String> session) {
        var plans = keyArn.stream()
                .distinct()
                .map(key -> planned.get(Optional.of(key)))
                .toList();
        return PlannedPage.of(frames.frame(), plans, session.stream().distinct().toList());
    }

    /** Leads to an address that holds what matters of the text, so that the answer can be kept and passed on. */
    @POST
    @Path("text")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.VIEWER)
    public Response read(@RestForm Optional<String> text) {
        return Response.seeOther(URI.create(Alert.in(text.orElse("")).answer().text()))
                .build();
    }
}
