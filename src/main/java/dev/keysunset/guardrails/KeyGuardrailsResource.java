package dev.keysunset.guardrails;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.core.Place;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The guardrails that people want, or wanted, in one key's policy. */
@Path("/api/v1/keys/{account}/{region}/{keyId}/guardrails")
@RunOnVirtualThread
@Tag(name = "guardrails")
public class KeyGuardrailsResource {
    private static final int MOST_DAYS = 3650;

    private final Drafting drafting;
    private final GuardrailStore store;
    private final Caller caller;

    KeyGuardrailsResource(Drafting drafting, GuardrailStore store, Caller caller) {
        this.drafting = drafting;
        this.store = store;
        this.caller = caller;
    }

    /** @param days for how many whole days the key must have been unused before AWS disables or schedules it, 1 to 3650 */
    public record GuardrailRequest(Optional<Integer> days, Optional<String> reason) {
        private int required() {
            return days.filter(given -> given >= 1 && given <= MOST_DAYS)
                    .orElseThrow(() -> GuardrailProblems.invalid(
                            "days",
                            "days is missing, or is not 1 to " + MOST_DAYS + ".",
                            "Give the whole days that the key must have been unused, such as 90."));
        }
    }

    /** The latest first. */
    public record KeyGuardrailList(List<GuardrailDocument> items) {}

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(
            operationId = "proposeGuardrail",
            summary = "Propose the statement by which AWS refuses to disable or schedule the key while it is used",
            description =
                    "Nothing is changed at AWS before another person approves it. The answer has the policy as it is, as"
                            + " it would be, and the difference.")
    public GuardrailDocument propose(
            @RestPath String account,
            @RestPath String region,
            @RestPath String keyId,
            @NotNull GuardrailRequest request) {
        var word = new Guardrail.Word(caller.name(), Spoken.required("reason", request.reason()));
        var guardrail = drafting.propose(new Place(account, region), keyId, request.required(), word);
        return GuardrailDocument.of(guardrail, store.steps(guardrail.id()));
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listKeyGuardrails",
            summary = "The guardrails ever proposed for the key, the latest first")
    public KeyGuardrailList list(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        return new KeyGuardrailList(store.of(new Place(account, region), keyId).stream()
                .map(guardrail -> GuardrailDocument.of(guardrail, store.steps(guardrail.id())))
                .toList());
    }
}
