package dev.keysunset.console.gate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Seen;
import dev.keysunset.console.Told;
import dev.keysunset.core.Approval;
import dev.keysunset.guardrails.GuardrailsResource;
import dev.keysunset.retirement.api.ApprovalsResource;
import dev.keysunset.retirement.api.ApprovalsResource.ApprovalRequest;
import dev.keysunset.retirement.api.Documents;
import dev.keysunset.retirement.view.ApprovalQueue;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What waits at the gates, and approving several at once where nothing is flagged. */
@Path("/approvals")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class QueuePages {
    private static final int A_SCREENFUL = 25;

    private final Frames frames;
    private final ApprovalQueue queue;
    private final Gates gates;
    private final Doors doors;
    private final Caller caller;

    QueuePages(Frames frames, ApprovalQueue queue, Gates gates, Doors doors, Caller caller) {
        this.frames = frames;
        this.queue = queue;
        this.gates = gates;
        this.doors = doors;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public QueuePage list(@RestQuery @DefaultValue("false") boolean all, @RestQuery Optional<String> done) {
        return page(all, Told.of(done), List.of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.APPROVER)
    public QueuePage approve(@RestForm List<String> picked, @RestForm Optional<String> comment) {
        if (picked.isEmpty()) {
            throw ProblemKind.INVALID
                    .with("Nothing was picked.", "Pick what you want to approve.")
                    .field("picked")
                    .exception();
        }
        return page(
                false,
                Optional.empty(),
                picked.stream().map(pick -> approve(pick, comment)).toList());
    }

    private QueuePage page(boolean all, Optional<Told> told, List<QueuePage.Outcome> outcomes) {
        var everybody = all || gates.shut().isPresent();
        var limit = A_SCREENFUL + 1;
        var views = everybody ? queue.all(limit) : queue.theirs(caller.name(), limit);
        var items = gates.of(views.stream().limit(A_SCREENFUL).toList()).stream()
                .map(gate -> new QueuePage.Item(gate, plain(gate)))
                .toList();
        var waiting = new QueuePage.Queue(items, views.size() > A_SCREENFUL, guardrails(everybody));
        return new QueuePage(frames.frame(told), everybody, waiting, gates.shut(), outcomes);
    }

    private List<QueuePage.WaitingGuardrail> guardrails(boolean everybody) {
        return doors.guardrails().list(Optional.of("PROPOSED")).items().stream()
                .filter(wish -> everybody || !wish.proposedBy().equals(caller.name()))
                .map(QueuePage.WaitingGuardrail::of)
                .toList();
    }

    private boolean plain(GateView gate) {
        return !gate.flagged() && !gate.deletes() && gates.shut(gate).isEmpty() && !gates.ownSubmission(gate);
    }

    /** Each stands alone: one that is refused stops none of the others. */
    private QueuePage.Outcome approve(String pick, Optional<String> comment) {
        var parts = pick.split(":", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw ProblemKind.INVALID
                    .with("What was picked is no retirement of this page.", "Open the page again and use its form.")
                    .field("picked")
                    .exception();
        }
        var id = UUID.fromString(parts[0]);
        var gate = gates.of(doors.documents().required(id));
        var key = gate.map(view -> view.names().getFirst()).orElse(parts[0]);
        if (gate.filter(this::plain).isEmpty()) {
            return new QueuePage.Outcome(
                    key, false, "It has changed, or something is flagged: decide on it by itself.");
        }
        try {
            var request = new ApprovalRequest(gate.map(GateView::gate), Optional.of(Approval.Choice.APPROVE), comment);
            doors.approvals().decide(id, Seen.of(Optional.of(parts[1])), request);
            return new QueuePage.Outcome(key, true, Told.APPROVED.text());
        } catch (ProblemException e) {
            return new QueuePage.Outcome(
                    key, false, e.problem().detail() + " " + e.problem().remedy());
        }
    }

    /** Where the API's requests come in as well. */
    @ApplicationScoped
    static class Doors {
        private final ApprovalsResource approvals;
        private final Documents documents;
        private final GuardrailsResource guardrails;

        Doors(ApprovalsResource approvals, Documents documents, GuardrailsResource guardrails) {
            this.approvals = approvals;
            this.documents = documents;
            this.guardrails = guardrails;
        }

        GuardrailsResource guardrails() {
            return guardrails;
        }

        ApprovalsResource approvals() {
            return approvals;
        }

        Documents documents() {
            return documents;
        }
    }
}
