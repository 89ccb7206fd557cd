package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.retirement.plan.Plans;
import dev.keysunset.retirement.plan.StoredPlan;
import dev.keysunset.web.IdempotencyKey;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Streamed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Handing in a whole plan: exactly what it said, and nothing that has changed since. */
@Path("/api/v1/retirements/plan/{id}/submissions")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "retirements")
public class PlanSubmissionResource {
    private static final int PART = 50;
    private static final ProblemKind PLAN_NOT_FOUND = new ProblemKind("plan-not-found", 404, "There is no such plan");
    private static final ProblemKind PLAN_UNFINISHED =
            new ProblemKind("plan-unfinished", 409, "The plan was not made to its end");

    private final Plans plans;
    private final LineSubmissions submissions;
    private final Caller caller;

    PlanSubmissionResource(Plans plans, LineSubmissions submissions, Caller caller) {
        this.plans = plans;
        this.submissions = submissions;
        this.caller = caller;
    }

    /** Why all of it can go. */
    public record Grounds(Optional<String> reason, Optional<String> ticket) {}

    @POST
    @Produces("application/x-ndjson")
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(
            operationId = "submitPlan",
            summary = "Hand in everything that a plan found ready, a result line each back",
            description =
                    "Every family is read again: what has changed since the plan was made is refused, and its line says"
                            + " what changed. With an Idempotency-Key every line has it with its number.")
    @APIResponseSchema(
            value = LineSubmissions.LineResult.class,
            responseCode = "200",
            responseDescription = "A line for each family, in the order of the plan")
    public Streamed submit(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") Optional<String> idempotencyKey,
            @NotNull Grounds grounds) {
        var plan = plans.named(id)
                .orElseThrow(() -> PLAN_NOT_FOUND
                        .with("There is no plan " + id + ".", "POST /api/v1/retirements/plan makes one.")
                        .exception());
        if (plan.finishedAt().isEmpty()) {
            throw PLAN_UNFINISHED
                    .with("Its making broke off, so nobody saw all of it.", "Make the plan again.")
                    .exception();
        }
        request(plan, "", grounds).grounds();
        var key = IdempotencyKey.parse(idempotencyKey);
        var by = caller.name();
        return new Streamed(out -> submit(plan, grounds, line -> submissions.submit(line, by, key), out));
    }

    /** Turns a line into its result. */
    private interface Submitting {
        String submit(BatchLine line);
    }

    private void submit(StoredPlan plan, Grounds grounds, Submitting submitting, OutputStream out) throws IOException {
        var after = 0;
        var part = plans.ready(plan.id(), after, PART);
        while (!part.isEmpty()) {
            for (var item : part) {
                var line = new BatchLine.Read(item.seq(), request(plan, item.keyArn(), grounds));
                out.write(submitting.submit(line).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            after = part.getLast().seq();
            part = plans.ready(plan.id(), after, PART);
        }
    }

    private static RetirementRequest request(StoredPlan plan, String keyArn, Grounds grounds) {
        return new RetirementRequest(
                Optional.of(keyArn),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(plan.policy().name()),
                grounds.reason(),
                grounds.ticket(),
                Optional.of(plan.id().toString()));
    }
}
