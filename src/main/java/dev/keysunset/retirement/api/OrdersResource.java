package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Holds;
import dev.keysunset.retirement.orders.Orders;
import dev.keysunset.retirement.orders.Retry;
import dev.keysunset.web.ETag;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What people order a retirement to do. Recorded at once; the next step obeys. */
@Path("/api/v1/retirements/{id}")
@RunOnVirtualThread
@Tag(name = "orders")
public class OrdersResource {
    private static final ProblemKind NOT_YOURS =
            new ProblemKind("not-your-submission", 403, "Submitters cancel only what they submitted");

    private final Orders orders;
    private final Holds holds;
    private final Retry retry;
    private final Documents documents;
    private final Caller caller;

    OrdersResource(Orders orders, Holds holds, Retry retry, Documents documents, Caller caller) {
        this.orders = orders;
        this.holds = holds;
        this.retry = retry;
        this.documents = documents;
        this.caller = caller;
    }

    /** Why, in the person's own words. */
    public record OrderRequest(Optional<String> reason) {}

    /** Why, and by how much. */
    public record ExtensionRequest(Optional<String> reason, Optional<String> extension) {}

    @POST
    @Path("cancel")
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(operationId = "cancel", summary = "Call it off before anything was touched")
    public RestResponse<RetirementDocument> cancel(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull OrderRequest request) {
        var submitter = documents.required(id).retirement().submission().by();
        if (!submitter.equals(caller.name()) && !caller.has(Role.ADMIN)) {
            throw NOT_YOURS
                    .with(submitter + " submitted it.", "Ask them, or an admin; an approver can reject it at the gate.")
                    .exception();
        }
        return answered(orders.cancel(word(id, ifMatch, request.reason())));
    }

    @POST
    @Path("rollback")
    @RolesAllowed({Role.Name.ONCALL, Role.Name.APPROVER})
    @Operation(
            operationId = "rollBack",
            summary = "Bring every member back to the state it was found in",
            description = "Nothing holds a rollback back: no stop, no cap, no hold, no freeze.")
    public RestResponse<RetirementDocument> rollBack(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull OrderRequest request) {
        return answered(orders.rollBack(word(id, ifMatch, request.reason())));
    }

    @POST
    @Path("restart-window")
    @RolesAllowed(Role.Name.APPROVER)
    @Operation(operationId = "restartWindow", summary = "Begin the observation window anew, in its full length")
    public RestResponse<RetirementDocument> restartWindow(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull OrderRequest request) {
        return answered(orders.restartWindow(word(id, ifMatch, request.reason())));
    }

    @POST
    @Path("extend-window")
    @RolesAllowed(Role.Name.APPROVER)
    @Operation(operationId = "extendWindow", summary = "Close the observation window later")
    public RestResponse<RetirementDocument> extendWindow(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull ExtensionRequest request) {
        var extension = new Query("extension", request.extension());
        var duration = extension
                .duration()
                .filter(Duration::isPositive)
                .orElseThrow(() -> extension.invalid("how much longer, such as 7d or PT36H"));
        return answered(orders.extendWindow(word(id, ifMatch, request.reason()), duration));
    }

    @POST
    @Path("hold")
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(operationId = "hold", summary = "Hold disabling and scheduling back until it is released")
    public RestResponse<RetirementDocument> hold(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull OrderRequest request) {
        return answered(holds.hold(word(id, ifMatch, request.reason())));
    }

    @POST
    @Path("release")
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(operationId = "release", summary = "End the hold")
    public RestResponse<RetirementDocument> release(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull OrderRequest request) {
        return answered(holds.release(word(id, ifMatch, request.reason())));
    }

    @POST
    @Path("retry")
    @RolesAllowed({Role.Name.APPROVER, Role.Name.ONCALL})
    @Operation(operationId = "retry", summary = "Look at it now instead of when it would be due")
    public RestResponse<RetirementDocument> retry(
            @RestPath UUID id, @RestHeader("If-Match") Optional<String> ifMatch, @NotNull OrderRequest request) {
        return answered(retry.now(word(id, ifMatch, request.reason())));
    }

    private Word word(UUID id, Optional<String> ifMatch, Optional<String> reason) {
        documents.required(id);
        return new Word(id, ETag.required(ifMatch).version(), caller.name(), Spoken.required("reason", reason));
    }

    private RestResponse<RetirementDocument> answered(Answer answer) {
        return switch (answer) {
            case Answer.Done(var view) ->
                ResponseBuilder.ok(documents.of(view))
                        .header(HttpHeaders.ETAG, new ETag(view.progress().version()).toString())
                        .build();
            case Answer refused -> throw RetirementProblems.of(refused);
        };
    }
}
