package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.retirement.submission.Submissions;
import dev.keysunset.retirement.submission.Submitted;
import dev.keysunset.web.ETag;
import dev.keysunset.web.IdempotencyKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Handing keys in. */
@Path("/api/v1/retirements")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "retirements")
public class SubmissionResource {
    private final Submissions submissions;
    private final Documents documents;
    private final Caller caller;

    SubmissionResource(Submissions submissions, Documents documents, Caller caller) {
        this.submissions = submissions;
        this.documents = documents;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(
            operationId = "submitRetirement",
            summary = "Hand in a key, or its whole multi-Region family",
            description =
                    "The alias is resolved once, now. With an Idempotency-Key it is safe to repeat: the same key and"
                            + " body answer 200 with the retirement that the first time created.")
    @APIResponse(
            responseCode = "200",
            description = "The same submission had created it before",
            content = @Content(schema = @Schema(implementation = RetirementDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is a retirement now",
            content = @Content(schema = @Schema(implementation = RetirementDocument.class)))
    public RestResponse<RetirementDocument> submit(
            @RestHeader("Idempotency-Key") Optional<String> idempotencyKey, @NotNull RetirementRequest request) {
        var submission = request.submission(caller.name(), IdempotencyKey.parse(idempotencyKey));
        return switch (submissions.submit(submission)) {
            case Submitted.Accepted(var view, var created) ->
                ResponseBuilder.<RetirementDocument>create(created ? 201 : 200)
                        .entity(documents.of(view))
                        .header(
                                HttpHeaders.LOCATION,
                                RetirementProblems.PATH + view.retirement().id())
                        .header(HttpHeaders.ETAG, new ETag(view.progress().version()).toString())
                        .build();
            case Submitted refused -> throw RetirementProblems.of(refused).exception();
        };
    }
}
