package dev.keysunset.inventory.candidates;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.inventory.InventoryKeys;
import dev.keysunset.inventory.candidates.HoldStore.Hold;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** An owner's objection: while it lasts, the key is neither proposed nor taken in. */
@Path("/api/v1/keys/{account}/{region}/{keyId}/holds")
@RunOnVirtualThread
@Tag(name = "inventory")
public class HoldsResource {
    private static final String REMEDY = "Say why the key is needed, and for how long nobody needs to ask again.";
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final ProblemKind KEY_NOT_FOUND =
            new ProblemKind("key-not-in-inventory", 404, "The inventory has no such key");
    private static final ProblemKind HOLD_NOT_FOUND = new ProblemKind("hold-not-found", 404, "There is no such hold");

    private final HoldStore holds;
    private final InventoryKeys inventory;
    private final Caller caller;

    HoldsResource(HoldStore holds, InventoryKeys inventory, Caller caller) {
        this.holds = holds;
        this.inventory = inventory;
        this.caller = caller;
    }

    /** @param length how long it lasts, at most 400 days: {@code 90d}, or ISO 8601 */
    public record HoldRequest(Optional<String> reason, Optional<String> length) {
        private String required() {
            return Spoken.required("reason", reason, REMEDY);
        }

        private Duration lasting() {
            return new Query("length", length)
                    .duration()
                    .filter(given -> given.isPositive() && given.compareTo(LONGEST) <= 0)
                    .orElseThrow(() -> ProblemKind.INVALID
                            .with("length is missing, or is not up to 400 days.", REMEDY)
                            .field("length")
                            .exception());
        }
    }

    /** Few enough to need no pages. */
    public record HoldList(List<Hold> items) {}

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "holdKey",
            summary = "Object to the retirement of a key, for a while",
            description =
                    "Until its end the key is neither proposed nor taken in. A retirement that is under way is held,"
                            + " cancelled or rolled back by its own actions.")
    public Hold hold(
            @RestPath String account, @RestPath String region, @RestPath String keyId, @NotNull HoldRequest request) {
        return holds.hold(key(account, region, keyId), caller.name(), request.required(), request.lasting());
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "listHolds", summary = "Every hold on a key, ended and released ones included")
    public HoldList list(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        return new HoldList(holds.of(key(account, region, keyId)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "releaseHold",
            summary = "Release a hold before its end",
            description = "Whoever made it may, and an administrator.")
    public HoldList release(
            @RestPath String account, @RestPath String region, @RestPath String keyId, @RestPath UUID id) {
        var key = key(account, region, keyId);
        var hold = holds.of(key).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> noHold(id));
        if (!hold.by().equals(caller.name()) && !caller.has(Role.ADMIN)) {
            throw ProblemKind.FORBIDDEN
                    .with("The hold is " + hold.by() + "'s.", "Ask them, or an administrator.")
                    .exception();
        }
        if (!holds.release(key, id, caller.name())) {
            throw noHold(id);
        }
        return new HoldList(holds.of(key));
    }

    private static ProblemException noHold(UUID id) {
        return HOLD_NOT_FOUND
                .with("There is no hold " + id + " in force on this key.", "Read the key's holds.")
                .exception();
    }

    private KeyArn key(String account, String region, String keyId) {
        return inventory
                .named(new Place(account, region), keyId)
                .map(key -> KeyArn.of(key.key().identity().keyArn()))
                .orElseThrow(() -> KEY_NOT_FOUND
                        .with(
                                "The inventory has no key " + keyId + " in " + account + "/" + region + ".",
                                "Look for it with GET /api/v1/keys?q=….")
                        .exception());
    }
}
