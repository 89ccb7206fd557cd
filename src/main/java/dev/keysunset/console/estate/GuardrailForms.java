package dev.keysunset.console.estate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.KeyAddress;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.core.Approval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.guardrails.GuardrailDocument;
import dev.keysunset.guardrails.GuardrailsResource;
import dev.keysunset.guardrails.GuardrailsResource.DecisionRequest;
import dev.keysunset.guardrails.GuardrailsResource.WithdrawalRequest;
import dev.keysunset.guardrails.KeyGuardrailsResource;
import dev.keysunset.guardrails.KeyGuardrailsResource.GuardrailRequest;
import dev.keysunset.inventory.KeyView;
import dev.keysunset.web.Query;
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
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Proposes a guardrail on the page of its key, decides on it, and takes it back. */
@Path(KeyAddress.PATH + "/guardrails")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class GuardrailForms {
    private final KeyGuardrailsResource proposals;
    private final GuardrailsResource decisions;
    private final Caller caller;

    GuardrailForms(KeyGuardrailsResource proposals, GuardrailsResource decisions, Caller caller) {
        this.proposals = proposals;
        this.decisions = decisions;
        this.caller = caller;
    }

    @POST
    @Path("propose")
    @RolesAllowed(Role.Name.SUBMITTER)
    public Response propose(
            @BeanParam KeyAddress key, @RestForm Optional<String> days, @RestForm Optional<String> reason) {
        var whole =
                days.map(String::strip).filter(text -> text.matches("\\d{1,4}")).map(Integer::valueOf);
        proposals.propose(key.account(), key.region(), key.keyId(), new GuardrailRequest(whole, reason));
        return Told.PROPOSED.at(key.toString());
    }

    @POST
    @Path("{id}/decide")
    @RolesAllowed(Role.Name.APPROVER)
    public Response decide(
            @BeanParam KeyAddress key,
            @RestPath UUID id,
            @RestForm Optional<String> decision,
            @RestForm Optional<String> comment) {
        var choice = new Query("decision", decision).oneOf(Approval.Choice.class);
        decisions.decide(id, new DecisionRequest(choice, comment));
        return Told.DECIDED.at(key.toString());
    }

    @POST
    @Path("{id}/withdraw")
    @RolesAllowed(Role.Name.SUBMITTER)
    public Response withdraw(@BeanParam KeyAddress key, @RestPath UUID id, @RestForm Optional<String> reason) {
        decisions.withdraw(id, new WithdrawalRequest(reason));
        return Told.WITHDRAWN.at(key.toString());
    }

    /** @param retiring a retirement has the key: its policy stays as it was assessed */
    GuardrailPanel panel(KeyView key, boolean retiring) {
        var identity = key.identity();
        var all = proposals
                .list(identity.accountId(), identity.region(), identity.keyId())
                .items();
        var scheduled = key.standing()
                .keyState()
                .map(KeyState::ofAws)
                .filter(KeyState::scheduled)
                .isPresent();
        var mine = all.stream()
                .map(GuardrailDocument::summary)
                .findFirst()
                .filter(latest -> latest.proposedBy().equals(caller.name()))
                .isPresent();
        var offered = !retiring && !scheduled && key.freshness().goneAt().isEmpty();
        var address = KeyAddress.of(KeyArn.of(identity.keyArn())) + "/guardrails";
        return new GuardrailPanel(
                all,
                offered,
                new GuardrailPanel.Person(mine, Shut.unless(caller, Role.SUBMITTER), shutToDecide(mine)),
                address);
    }

    private Optional<Shut> shutToDecide(boolean mine) {
        return Shut.unlessDecider(caller)
                .or(() -> mine
                        ? Optional.of(new Shut("You proposed it and cannot approve it.", "Ask another approver."))
                        : Optional.empty());
    }
}
