package dev.keysunset.console.gate;

import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Seen;
import dev.keysunset.console.Told;
import dev.keysunset.console.journey.Journeys;
import dev.keysunset.core.Approval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.inventory.InventoryKeys;
import dev.keysunset.inventory.KeyDetail;
import dev.keysunset.retirement.api.ApprovalsResource;
import dev.keysunset.retirement.api.ApprovalsResource.ApprovalRequest;
import dev.keysunset.retirement.api.Documents;
import dev.keysunset.retirement.view.RetirementView;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** One retirement at its gate: everything that speaks for and against it, and the decision. */
@Path("/approvals/{id}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class GatePages {
    private static final ProblemKind SHUT = new ProblemKind("gate-not-open", 409, "Nobody decides at this gate now");
    private static final ProblemKind UNNAMED =
            new ProblemKind("key-not-named", 400, "The key is not the one that was typed");

    private final Frames frames;
    private final Documents documents;
    private final ApprovalsResource approvals;
    private final Gates gates;
    private final Evidence evidence;

    GatePages(Frames frames, Documents documents, ApprovalsResource approvals, Gates gates, Evidence evidence) {
        this.frames = frames;
        this.documents = documents;
        this.approvals = approvals;
        this.gates = gates;
        this.evidence = evidence;
    }

    /** What is known of the keys from elsewhere than the gate. */
    @ApplicationScoped
    static class Evidence {
        private final InventoryKeys inventory;
        private final Journeys journeys;

        Evidence(InventoryKeys inventory, Journeys journeys) {
            this.inventory = inventory;
            this.journeys = journeys;
        }

        List<KeyDetail> keys(RetirementView view) {
            return view.members().stream()
                    .map(RetirementView.MemberView::keyArn)
                    .flatMap(this::key)
                    .toList();
        }

        Journeys journeys() {
            return journeys;
        }

        private Stream<KeyDetail> key(KeyArn arn) {
            return inventory.detail(arn.place(), arn.keyId()).stream();
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public GatePage get(@RestPath UUID id) {
        var view = documents.required(id);
        var gate = required(view);
        return new GatePage(
                frames.frame(),
                gate,
                evidence.keys(view),
                gates.changes(gate),
                new GatePage.Watched(
                        documents.of(view).evidence().verdict(),
                        evidence.journeys().of(view).picture()),
                gates.shut(gate),
                gates.ownSubmission(gate));
    }

    @POST
    @Path("decide")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.APPROVER)
    public Response decide(
            @RestPath UUID id,
            @RestForm Optional<String> version,
            @RestForm Optional<String> decision,
            @RestForm Optional<String> comment,
            @RestForm Optional<String> key) {
        var gate = required(documents.required(id));
        var choice = new Query("decision", decision).oneOf(Approval.Choice.class);
        if (gate.deletes()
                && choice.filter(Approval.Choice.APPROVE::equals).isPresent()
                && !gate.named(key.orElse(""))) {
            throw UNNAMED.with(
                            "What was typed names no key of this retirement: nothing was decided.",
                            "Go back and type one of " + String.join(", ", gate.names()) + ".")
                    .field("key")
                    .exception();
        }
        approvals.decide(id, Seen.of(version), new ApprovalRequest(Optional.of(gate.gate()), choice, comment));
        return (choice.equals(Optional.of(Approval.Choice.APPROVE)) ? Told.APPROVED : Told.REJECTED)
                .at("/retirements/" + id);
    }

    @POST
    @Path("{approvalId}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.APPROVER)
    public Response withdraw(@RestPath UUID id, @RestPath UUID approvalId) {
        approvals.withdraw(id, approvalId);
        return Told.WITHDRAWN.at("/retirements/" + id);
    }

    private GateView required(RetirementView view) {
        return gates.of(view)
                .orElseThrow(() -> SHUT.with(
                                "It is " + view.retirement().state().name() + ", and no gate is open there.",
                                "Look at the retirement itself: /retirements/"
                                        + view.retirement().id())
                        .exception());
    }
}
