package dev.keysunset.console.steer;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.inventory.AccountsResource;
import dev.keysunset.retirement.api.StopResource;
import dev.keysunset.retirement.api.StopResource.StopRequest;
import dev.keysunset.retirement.restraints.Stops;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Stops everything that disables or schedules, everywhere or in an account, and lets it go on. */
@Path("/stop")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class StopForms {
    private final Frames frames;
    private final StopResource door;
    private final Stops stops;
    private final AccountsResource accounts;
    private final Caller caller;

    StopForms(Frames frames, StopResource door, Stops stops, AccountsResource accounts, Caller caller) {
        this.frames = frames;
        this.door = door;
        this.stops = stops;
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public StopPage get(@RestQuery Optional<String> done) {
        var frame = frames.frame(Told.of(done));
        return new StopPage(frame, reaches(frame.stops()), stops.history(), Shut.unless(caller, Role.ADMIN));
    }

    /** Where nothing is stopped yet. */
    private List<StopPage.Reach> reaches(List<Stops.Stop> holding) {
        var everywhere = new StopPage.Reach("", "everywhere");
        var single = accounts.list().items().stream()
                .map(account -> new StopPage.Reach(
                        account.accountId(),
                        account.accountId()
                                + account.name().map(name -> " " + name).orElse("")));
        return Stream.concat(Stream.of(everywhere), single)
                .filter(reach -> holding.stream()
                        .noneMatch(stop -> stop.account().orElse("").equals(reach.account())))
                .toList();
    }

    @POST
    @Path("hold")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ADMIN)
    public Response stop(@RestForm Optional<String> reason, @RestForm Optional<String> account) {
        door.stop(new StopRequest(reason, given(account)));
        return Told.STOPPED.at("/stop");
    }

    @POST
    @Path("release")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ADMIN)
    public Response release(@RestForm Optional<String> reason, @RestForm Optional<String> account) {
        door.release(reason, given(account));
        return Told.RELEASED.at("/stop");
    }

    /** A form sends what was not chosen as nothing. */
    private static Optional<String> given(Optional<String> account) {
        return account.filter(text -> !text.isBlank());
    }
}
