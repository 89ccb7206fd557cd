package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.retirement.plan.Planning;
import dev.keysunset.retirement.policy.Policies;
import dev.keysunset.retirement.restraints.Stops;
import dev.keysunset.retirement.submission.Intake;
import dev.keysunset.web.Streamed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What would happen. Nothing is changed at AWS; the plan itself is kept, so that a submission can name it. */
@Path("/api/v1/retirements/plan")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "retirements")
public class PlanResource {
    private static final String CSV = "text/csv";

    private final Planning planning;
    private final Policies policies;
    private final Stops stops;
    private final PlanWriting writing;
    private final Caller caller;

    PlanResource(Planning planning, Policies policies, Stops stops, PlanWriting writing, Caller caller) {
        this.planning = planning;
        this.policies = policies;
        this.stops = stops;
        this.writing = writing;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Role.Name.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "planRetirement",
            summary = "What would happen to a key, a list of keys or a selection, when, and what blocks it",
            description =
                    "Reads AWS and changes nothing there. Dates are the earliest, if people approve at once. The answer"
                            + " is written while AWS is read, within its quotas: a large selection takes its time, and"
                            + " an answer without its summary broke off. With Accept: text/csv it is a table whose last"
                            + " row is the summary. A submission may name the plan's id.")
    @APIResponse(
            responseCode = "200",
            description = "The plan",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlanDocument.class)))
    public Streamed plan(@NotNull PlanRequest request) {
        var run = begin(request);
        var asked = request.asked();
        var heldBack = stops.holding().stream()
                .filter(stop -> stop.account().map(asked::concerns).orElse(true))
                .map(Stops.Stop::told)
                .toList();
        return new Streamed(out -> writing.json(run, heldBack, out));
    }

    @POST
    @RolesAllowed(Role.Name.VIEWER)
    @Produces(CSV)
    @Operation(hidden = true)
    public Streamed table(@NotNull PlanRequest request) {
        var run = begin(request);
        return new Streamed(out -> writing.csv(run, out));
    }

    /** For one key, as pages show it; what cannot be taken in is a problem. */
    public PlanDocument.Single single(PlanRequest request) {
        var run = begin(request);
        var items = new ArrayList<PlanDocument.Item>();
        run.eachTo(item -> items.add(PlanDocument.Item.of(item)));
        var item = items.getFirst();
        item.refusal().ifPresent(refusal -> {
            throw refusal.problem().exception();
        });
        var policy = run.policy().name();
        return new PlanDocument.Single(new RetirementDocument.PolicyName(policy.name(), policy.version()), item);
    }

    private Planning.Run begin(PlanRequest request) {
        var policy = policies.offered(request.policy())
                .orElseThrow(() -> RetirementProblems.of(new Intake.Rejected.UnknownPolicy(
                                request.policy().orElse(""),
                                policies.offered().stream()
                                        .map(known -> known.name().name())
                                        .toList()))
                        .exception());
        return planning.begin(request.asked(), policy, caller.name());
    }
}
