package dev.keysunset.console.estate;

import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.inventory.money.SavingsResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The savings. */
@Path("/savings")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SavingsPages {
    private final Frames frames;
    private final SavingsResource savings;

    SavingsPages(Frames frames, SavingsResource savings) {
        this.frames = frames;
        this.savings = savings;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public SavingsPage get(@RestQuery Optional<String> idleFor) {
        return new SavingsPage(frames.frame(), savings.get(idleFor));
    }
}
