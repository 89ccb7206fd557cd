package dev.keysunset.watch.guards;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Keys;
import dev.keysunset.engine.Trail;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The guard on a key that others disabled or scheduled. */
@Path("/api/v1/keys/{account}/{region}/{keyId}/guard")
@RunOnVirtualThread
@Tag(name = "inventory")
public class GuardsResource {
    private static final ProblemKind NO_KEY = new ProblemKind("key-not-found", 404, "AWS knows no such key");
    private static final ProblemKind NO_GUARD = new ProblemKind("guard-not-found", 404, "The key is not guarded");
    private static final ProblemKind UNREADABLE =
            new ProblemKind("key-unreadable", 502, "AWS does not say what the key is");
    private static final ProblemKind USABLE = new ProblemKind("key-usable", 409, "The key can be used");
    private static final ProblemKind WATCHED = new ProblemKind("key-watched", 409, "The key is watched already");
    private static final ProblemKind UNSEEN = new ProblemKind("place-unwatched", 409, "No feed reads this place");

    private final GuardStore guards;
    private final GuardRecords records;
    private final Keys keys;
    private final Trail trail;
    private final Caller caller;

    GuardsResource(GuardStore guards, GuardRecords records, Keys keys, Trail trail, Caller caller) {
        this.guards = guards;
        this.records = records;
        this.keys = keys;
        this.trail = trail;
        this.caller = caller;
    }

    /** Why it is watched. */
    public record GuardRequest(Optional<String> reason) {
        private String required() {
            return Spoken.required("reason", reason, "Say why the key is watched: whoever is called reads it.");
        }
    }

    /**
     * A guard, in force or ended.
     *
     * @param keyState AWS's name of the state the key was in when it was set
     * @param needs the latest first, at most 200: calls that were refused because of the key's state
     */
    public record GuardView(
            String keyArn, String keyState, SetBy set, Optional<EndedBy> ended, List<GuardRecords.Need> needs) {}

    /** Who wanted it, since when, and why. */
    public record SetBy(String by, Instant at, String reason) {}

    /** Who ended it. */
    public record EndedBy(String by, Instant at) {}

    @PUT
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.ONCALL})
    @Operation(
            operationId = "guardKey",
            summary = "Watch a key that others disabled or scheduled for deletion",
            description =
                    "Every feed of its account and Region looks for it. A call that is refused for its state is kept and"
                            + " told to whoever is on call, once a day. Nothing is done to the key. A guard that is in force stays as"
                            + " it is.")
    public GuardView guard(
            @RestPath String account, @RestPath String region, @RestPath String keyId, @NotNull GuardRequest request) {
        var reason = request.required();
        var key = unusable(new Place(account, region), keyId);
        // It may have been named by an alias, or by its ARN.
        var keyArn = key.keyArn();
        var place = keyArn.place();
        if (trail.feeds().stream().noneMatch(feed -> trail.reach(feed).contains(place))) {
            throw UNSEEN.with(
                            "No feed is configured for " + place + ": a guard there would see nothing.",
                            "Configure one of " + List.of(Feed.Kind.values()) + " for the account.")
                    .exception();
        }
        if (!guards.set(key, reason, caller.name())
                && inForce(place, keyArn.keyId()).isEmpty()) {
            throw WATCHED.with(
                            "A retirement has the key, and watches it more closely.",
                            "Look for it with GET /api/v1/retirements?q=" + keyArn + ".")
                    .exception();
        }
        return inForce(place, keyArn.keyId()).map(this::view).orElseThrow();
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getGuard", summary = "The guard on a key, or the last there was, and what it has seen")
    public GuardView get(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        var place = new Place(account, region);
        return latest(place, keyId).orElseThrow(() -> noGuard(place, keyId));
    }

    /** The one in force, or the last there was. */
    public Optional<GuardView> latest(Place place, String keyId) {
        return guards.latest(place, keyId).map(this::view);
    }

    @DELETE
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.ONCALL})
    @Operation(operationId = "endGuard", summary = "Watch the key no longer; what was seen stays")
    public GuardView end(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        var place = new Place(account, region);
        var guard = inForce(place, keyId).orElseThrow(() -> noGuard(place, keyId));
        guards.end(guard.keyArn(), caller.name());
        return latest(place, keyId).orElseThrow();
    }

    private Optional<Guard> inForce(Place place, String keyId) {
        return guards.latest(place, keyId).filter(guard -> guard.ended().isEmpty());
    }

    private KeyFacts unusable(Place place, String keyId) {
        var key = switch (keys.resolve(place, keyId)) {
            case Reading.Read<KeyFacts>(var facts) -> facts;
            case Reading.Absent<KeyFacts> _ ->
                throw NO_KEY.with("AWS knows no key " + keyId + " in " + place + ".", "Check how it is named.")
                        .exception();
            case Reading.Unreadable<KeyFacts>(var call, var code, var message) ->
                throw UNREADABLE
                        .with(
                                call + " failed: " + code + " " + message,
                                "Try again, or allow the member role to call it.")
                        .exception();
        };
        if (!key.keyState().refusing()) {
            throw USABLE.with(
                            "Its state is " + key.keyState().awsName() + ": nobody is refused for it.",
                            "Hand it in for retirement: then it is disabled and watched.")
                    .exception();
        }
        return key;
    }

    private GuardView view(Guard guard) {
        return new GuardView(
                guard.keyArn().toString(),
                guard.keyState(),
                new SetBy(guard.word().by(), guard.word().at(), guard.word().reason()),
                guard.ended().map(ended -> new EndedBy(ended.by(), ended.at())),
                records.of(guard));
    }

    private static ProblemException noGuard(Place place, String keyId) {
        return NO_GUARD.with(
                        "The key " + keyId + " in " + place + " is not guarded.",
                        "PUT …/guard with a reason watches it, if others have disabled or scheduled it.")
                .exception();
    }
}
