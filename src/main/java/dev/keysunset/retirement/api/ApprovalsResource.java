package dev.keysunset.retirement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.core.Approval;
import dev.keysunset.core.Gate;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.web.ETag;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What people decide at the gates. */
@Path("/api/v1/retirements/{id}/approvals")
@RunOnVirtualThread
@Tag(name = "approvals")
public class ApprovalsResource {
    private final Approvals approvals;
    private final RetirementQueries queries;
    private final Documents documents;
    private final Caller caller;

    ApprovalsResource(Approvals approvals, RetirementQueries queries, Documents documents, Caller caller) {
        this.approvals = approvals;
        this.queries = queries;
        this.documents = documents;
        this.caller = caller;
    }

    /** A decision at the gate that is open, on what was assessed for it. */
    public record ApprovalRequest(Optional<Gate> gate, Optional<Approval.Choice> decision, Optional<String> comment) {}

    /** A decision as it was given; it counts for that assessment only. */
    public record ApprovalDocument(
            UUID id, Gate gate, @JsonUnwrapped Decided decided, String comment, Optional<Instant> withdrawnAt) {
        /** Who decided what, on which assessment, when. */
        public record Decided(String person, Approval.Choice decision, String assessmentHash, Instant at) {}

        static ApprovalDocument of(ApprovalView view) {
            var approval = view.approval();
            return new ApprovalDocument(
                    view.id(),
                    approval.gate(),
                    new Decided(approval.person(), approval.choice(), approval.assessmentHash(), approval.at()),
                    view.comment(),
                    view.withdrawnAt());
        }
    }

    /** Every decision, withdrawn ones included. */
    public record ApprovalList(List<ApprovalDocument> items) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "listApprovals", summary = "Every decision at the gates, withdrawn ones included")
    public ApprovalList list(@RestPath UUID id) {
        documents.required(id);
        return new ApprovalList(
                queries.approvals(id).stream().map(ApprovalDocument::of).toList());
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.Name.APPROVER)
    @Operation(
            operationId = "decide",
            summary = "Approve or reject at the gate that is open",
            description =
                    "Two approvals come from two people, none from the submitter, none from a machine. A rejection at"
                            + " the DISABLE gate cancels; at the DELETE gate it rolls back.")
    public RestResponse<ApprovalDocument> decide(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull ApprovalRequest request) {
        if (caller.machine()) {
            throw ApprovalProblems.machine(caller.name());
        }
        documents.required(id);
        var gate = Spoken.chosen("gate", request.gate(), "Say which gate you decide at: DISABLE or DELETE.");
        var decision = Spoken.chosen("decision", request.decision(), "Say APPROVE or REJECT.");
        var comment = Spoken.required("comment", request.comment());
        var word = new Word(id, ETag.required(ifMatch).version(), caller.name(), comment);
        return switch (approvals.give(word, gate, decision)) {
            case Approvals.Given.Recorded(var approval, var version) ->
                ResponseBuilder.<ApprovalDocument>create(201)
                        .entity(ApprovalDocument.of(approval))
                        .header(HttpHeaders.ETAG, new ETag(version).toString())
                        .header(HttpHeaders.LOCATION, RetirementProblems.PATH + id + "/approvals")
                        .build();
            case Approvals.Given refused -> throw ApprovalProblems.of(refused);
        };
    }

    @DELETE
    @Path("{approvalId}")
    @RolesAllowed(Role.Name.APPROVER)
    @Operation(
            operationId = "withdrawApproval",
            summary = "Take one's own decision back, while what it allows has not happened")
    public RestResponse<ApprovalDocument> withdraw(@RestPath UUID id, @RestPath UUID approvalId) {
        return switch (approvals.withdraw(id, approvalId, caller.name())) {
            case Approvals.Withdrawn.Taken(var approval, var version) ->
                ResponseBuilder.ok(ApprovalDocument.of(approval))
                        .header(HttpHeaders.ETAG, new ETag(version).toString())
                        .build();
            case Approvals.Withdrawn refused -> throw ApprovalProblems.of(refused);
        };
    }
}
