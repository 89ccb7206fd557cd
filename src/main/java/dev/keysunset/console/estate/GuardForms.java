package dev.keysunset.console.estate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.KeyAddress;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.inventory.KeyView;
import dev.keysunset.watch.guards.GuardsResource;
import dev.keysunset.watch.guards.GuardsResource.GuardRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Guards a key that others disabled or scheduled, and ends that again. */
@Path(KeyAddress.PATH + "/guard")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class GuardForms {
    private final GuardsResource door;
    private final Caller caller;

    GuardForms(GuardsResource door, Caller caller) {
        this.door = door;
        this.caller = caller;
    }

    @POST
    @Path("set")
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.ONCALL})
    public Response set(@BeanParam KeyAddress key, @RestForm Optional<String> reason) {
        door.guard(key.account(), key.region(), key.keyId(), new GuardRequest(reason));
        return Told.GUARDED.at(key.toString());
    }

    @POST
    @Path("end")
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.ONCALL})
    public Response end(@BeanParam KeyAddress key) {
        door.end(key.account(), key.region(), key.keyId());
        return Told.UNGUARDED.at(key.toString());
    }

    /** @param retiring a retirement has the key, and watches it more closely */
    GuardPanel panel(KeyView key, boolean retiring) {
        var identity = key.identity();
        var latest = door.latest(new Place(identity.accountId(), identity.region()), identity.keyId());
        var unusable = key.standing()
                .keyState()
                .map(KeyState::ofAws)
                .filter(KeyState::refusing)
                .isPresent();
        var address = KeyAddress.of(KeyArn.of(identity.keyArn())) + "/guard";
        return new GuardPanel(latest, unusable && !retiring, Shut.unless(caller, Role.SUBMITTER, Role.ONCALL), address);
    }
}
