package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.access.Users;
import dev.keysunset.core.RootCause;
import dev.keysunset.retirement.api.RollbackDocuments.ExplainedRollback;
import dev.keysunset.retirement.api.RollbackDocuments.ExplanationDocument;
import dev.keysunset.retirement.api.RollbackDocuments.RollbackDocument;
import dev.keysunset.retirement.rollbacks.RecoveryAdvice;
import dev.keysunset.retirement.rollbacks.RollbackExplanations;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.rollbacks.RollbackReviews.Reviewed;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Rollbacks, as on-call reviews them. */
@Path("/api/v1/rollbacks")
@RunOnVirtualThread
@Tag(name = "rollbacks")
public class RollbacksResource {
    private static final ProblemKind NOT_FOUND =
            new ProblemKind("rollback-not-found", 404, "There is no such rollback");
    private static final ProblemKind NOT_POSSIBLE =
            new ProblemKind("not-possible-now", 409, "This is not possible now");

    private final RollbackReviews reviews;
    private final RollbackExplanations explanations;
    private final RecoveryAdvice advice;
    private final Users users;
    private final Caller caller;

    RollbacksResource(
            RollbackReviews reviews,
            RollbackExplanations explanations,
            RecoveryAdvice advice,
            Users users,
            Caller caller) {
        this.reviews = reviews;
        this.explanations = explanations;
        this.advice = advice;
        this.users = users;
        this.caller = caller;
    }

    /** What needed the key, as a cause and in words, and what was done about it. */
    public record ResolutionRequest(Optional<RootCause> rootCause, Optional<String> resolution) {}

    /** Who is to look after it. */
    public record AssignmentRequest(Optional<String> to) {}

    /** What was found out. */
    public record CommentRequest(Optional<String> comment) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listRollbacks",
            summary = "Rollbacks, latest first; all, or those that are assigned to somebody or nobody has resolved")
    public Page<RollbackDocument> list(
            @RestQuery Optional<String> retirement,
            @RestQuery Optional<String> assignee,
            @RestQuery Optional<String> unresolved,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {
        var asked = Query.limit(limit);
        var filter = new RollbackFilter(
                new Query("retirement", retirement).uuid(),
                new Query("assignee", assignee).text(),
                new Query("unresolved", unresolved).flag());
        var found = reviews.list(filter, Position.parse(cursor), asked + 1);
        var page = Page.of(found, asked, RollbackReview::cursor);
        return new Page<>(documents(page.items()), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getRollback",
            summary = "One rollback, explained: who needed the key, for how long they went without it, what to do now")
    public ExplainedRollback get(@RestPath UUID id) {
        var review = reviews.get(id).orElseThrow(() -> notFound(id));
        var explained = explanations.of(id).orElseThrow(() -> notFound(id));
        return new ExplainedRollback(document(review), ExplanationDocument.of(explained, advice.general()));
    }

    @POST
    @Path("{id}/assign")
    @RolesAllowed(Role.Name.ONCALL)
    @Operation(
            operationId = "assignRollback",
            summary = "Give it to a person who is on call",
            description =
                    "Whoever had it before is relieved of it. That they look after it they say themselves, by acknowledging.")
    public RollbackDocument assign(@RestPath UUID id, @NotNull AssignmentRequest request) {
        return reviewed(reviews.assign(id, onCall(request.to()), caller.name()));
    }

    @POST
    @Path("{id}/acknowledge")
    @RolesAllowed(Role.Name.ONCALL)
    @Operation(operationId = "acknowledgeRollback", summary = "Say that somebody looks after it")
    public RollbackDocument acknowledge(@RestPath UUID id) {
        return reviewed(reviews.acknowledge(id, caller.name()));
    }

    @POST
    @Path("{id}/resolve")
    @RolesAllowed(Role.Name.ONCALL)
    @Operation(
            operationId = "resolveRollback",
            summary = "Close the review, once what needed the key is known and well")
    public RollbackDocument resolve(@RestPath UUID id, @NotNull ResolutionRequest request) {
        var cause = Spoken.chosen(
                "rootCause",
                request.rootCause(),
                "Say what needed the key: one of " + Arrays.toString(RootCause.values()) + ".");
        var resolution = Spoken.required("resolution", request.resolution());
        return reviewed(reviews.resolve(id, new RollbackReview.Conclusion(caller.name(), cause, resolution)));
    }

    @POST
    @Path("{id}/comments")
    @RolesAllowed(Role.Name.ONCALL)
    @Operation(
            operationId = "commentRollback",
            summary = "Add what was found out; it stands in the retirement's timeline")
    public RollbackDocument comment(@RestPath UUID id, @NotNull CommentRequest request) {
        return reviewed(reviews.comment(id, caller.name(), Spoken.required("comment", request.comment())));
    }

    private String onCall(Optional<String> person) {
        var people = users.people(Role.ONCALL);
        return person.map(String::strip)
                .filter(people::contains)
                .orElseThrow(() -> ProblemKind.INVALID
                        .with(
                                person.map(name -> name + " is nobody who is on call here.")
                                        .orElse("to is missing."),
                                "Name one of " + String.join(", ", people) + ".")
                        .field("to")
                        .exception());
    }

    private RollbackDocument reviewed(Reviewed reviewed) {
        return switch (reviewed) {
            case Reviewed.Done(var review) -> document(review);
            case Reviewed.NotFound(var id) -> throw notFound(id);
            case Reviewed.NotPossible(var because, var remedy) ->
                throw NOT_POSSIBLE.with(because, remedy).exception();
        };
    }

    private RollbackDocument document(RollbackReview review) {
        return documents(List.of(review)).getFirst();
    }

    private List<RollbackDocument> documents(List<RollbackReview> found) {
        var calls = explanations.briefs(found.stream().map(RollbackReview::id).toList());
        return found.stream()
                .map(review -> RollbackDocument.of(review, Objects.requireNonNull(calls.get(review.id()))))
                .toList();
    }

    private static ProblemException notFound(UUID id) {
        return NOT_FOUND
                .with("There is no rollback " + id + ".", "GET /api/v1/rollbacks lists them.")
                .exception();
    }
}
