package dev.keysunset.console.estate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.KeyAddress;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.inventory.KeyView;
import dev.keysunset.watch.guards.GuardsResource;
import dev.keysunset.watch.guards.GuardsResource.GuardRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Guards a key that others disabled or scheduled, and ends that again. */
@Path("/keys/{account}/{region}/{keyId}/guard")
@RunOnVirtualThread
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
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.ONCALL})
    @Operation(hidden = true)
    public Response set(
            @RestPath String account,
            @RestPath String region,
            @RestPath String keyId,
            @RestForm Optional<String> reason) {
        door.guard(account, region, keyId, new GuardRequest(reason));
        return Told.GUARDED.at(KeyAddress.of(account, region, keyId));
    }

    @POST
    @Path("end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.ONCALL})
    @Operation(hidden = true)
    public Response end(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        door.end(account, region, keyId);
        return Told.UNGUARDED.at(KeyAddress.of(account, region, keyId));
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
        var address = KeyAddress.of(identity.accountId(), identity.region(), identity.keyId()) + "/guard";
        return new GuardPanel(latest, unusable && !retiring, shut(), address);
    }

    private Optional<Shut> shut() {
        return caller.has(Role.SUBMITTER) || caller.has(Role.ONCALL)
                ? Optional.empty()
                : Optional.of(new Shut("Your roles do not allow this.", "Ask somebody who is submitter or on call."));
    }
}
