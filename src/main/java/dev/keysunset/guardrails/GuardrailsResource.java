package dev.keysunset.guardrails;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.core.Approval;
import dev.keysunset.guardrails.Guardrail.State;
import dev.keysunset.guardrails.Guardrail.Word;
import dev.keysunset.guardrails.GuardrailDocument.Summary;
import dev.keysunset.web.Query;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Deciding on guardrails. What is proposed never changes, so that a decision needs no version of it. */
@Path(GuardrailsResource.PATH)
@RunOnVirtualThread
@Tag(name = "guardrails")
public class GuardrailsResource {
    static final String PATH = "/api/v1/guardrails";

    private final GuardrailStore store;
    private final Applying applying;
    private final Caller caller;

    GuardrailsResource(GuardrailStore store, Applying applying, Caller caller) {
        this.store = store;
        this.applying = applying;
        this.caller = caller;
    }

    /** The latest first, at most 100. */
    public record GuardrailList(List<Summary> items) {}

    /** An approver's word. */
    public record DecisionRequest(Optional<Approval.Choice> decision, Optional<String> comment) {}

    /** Why it is taken back. */
    public record WithdrawalRequest(Optional<String> reason) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listGuardrails",
            summary = "Guardrails of all keys, the latest first",
            description = "state=PROPOSED finds those that wait for an approver.")
    public GuardrailList list(@RestQuery Optional<String> state) {
        return new GuardrailList(store.latest(new Query("state", state).oneOf(State.class)).stream()
                .map(Summary::of)
                .toList());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getGuardrail", summary = "One guardrail, with the change of the policy and its history")
    public GuardrailDocument get(@RestPath UUID id) {
        return GuardrailDocument.of(required(id), store.steps(id));
    }

    @GET
    @Path("{id}/policy-before")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getPolicyBefore",
            summary = "The key policy as it was when the guardrail was proposed, in AWS's own text")
    public String policyBefore(@RestPath UUID id) {
        return required(id).change().before();
    }

    @POST
    @Path("{id}/approvals")
    @RolesAllowed(Role.Name.APPROVER)
    @Operation(
            operationId = "decideGuardrail",
            summary = "Approve or reject a guardrail that somebody else proposed",
            description =
                    "Approved, the policy is read again. If it is the one that was shown, it is replaced by one call, and"
                            + " state says what became of it: ADDED, REFUSED with AWS's word, or UNKNOWN until it is known. If it is"
                            + " another, the proposal is VOID.")
    public GuardrailDocument decide(@RestPath UUID id, @NotNull DecisionRequest request) {
        if (caller.machine()) {
            throw GuardrailProblems.machine(caller.name());
        }
        var decision = Spoken.chosen("decision", request.decision(), "Say APPROVE or REJECT.");
        var word = new Word(caller.name(), Spoken.required("comment", request.comment()));
        var guardrail = required(id);
        switch (decision) {
            case APPROVE -> applying.approve(guardrail, word);
            case REJECT -> end(guardrail, State.REJECTED, word);
        }
        return get(id);
    }

    @POST
    @Path("{id}/withdraw")
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(
            operationId = "withdrawGuardrail",
            summary = "Take one's own proposal back, while nobody has decided on it")
    public GuardrailDocument withdraw(@RestPath UUID id, @NotNull WithdrawalRequest request) {
        var word = new Word(caller.name(), Spoken.required("reason", request.reason()));
        var guardrail = required(id);
        if (!guardrail.wish().by().equals(word.by())) {
            throw GuardrailProblems.notYours(guardrail);
        }
        end(guardrail, State.WITHDRAWN, word);
        return get(id);
    }

    private void end(Guardrail guardrail, State state, Word word) {
        if (!store.end(guardrail, state, word)) {
            throw GuardrailProblems.decided(required(guardrail.id()));
        }
    }

    private Guardrail required(UUID id) {
        return store.find(id).orElseThrow(() -> GuardrailProblems.notFound(id));
    }
}
