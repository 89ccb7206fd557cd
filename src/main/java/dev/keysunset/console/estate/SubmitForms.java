package dev.keysunset.console.estate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.core.Policy;
import dev.keysunset.retirement.api.PlanDocument;
import dev.keysunset.retirement.api.PlanRequest;
import dev.keysunset.retirement.api.PlanResource;
import dev.keysunset.retirement.api.RetirementRequest;
import dev.keysunset.retirement.api.SubmissionResource;
import dev.keysunset.retirement.policy.Policies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Handing a key in: first what would happen, then the submission. */
@Path("/submit")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SubmitForms {
    private final Frames frames;
    private final SubmissionResource submissions;
    private final PlanResource plans;
    private final Policies policies;
    private final Caller caller;

    SubmitForms(Frames frames, SubmissionResource submissions, PlanResource plans, Policies policies, Caller caller) {
        this.frames = frames;
        this.submissions = submissions;
        this.plans = plans;
        this.policies = policies;
        this.caller = caller;
    }

    /** The query of the plan. */
    public record Planned(
            @RestQuery Optional<String> key,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> region,
            @RestQuery Optional<String> policy) {}

    /** The form of the submission. */
    public record Handed(
            @RestForm Optional<String> key,
            @RestForm Optional<String> account,
            @RestForm Optional<String> region,
            @RestForm Optional<String> policy,
            @RestForm Optional<String> reason,
            @RestForm Optional<String> ticket) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public SubmitPage plan(@BeanParam Planned asked) {
        var key = given(asked.key());
        var plan = key.map(_ -> plan(key, asked));
        return new SubmitPage(
                frames.frame(),
                new SubmitPage.Asked(
                        key.orElse(""),
                        asked.account().orElse(""),
                        asked.region().orElse(""),
                        asked.policy().orElse("")),
                policies.offered().stream()
                        .map(Policy::name)
                        .map(Policy.Name::name)
                        .toList(),
                plan,
                SubmitPage.Found.of(plan),
                Shut.unless(caller, Role.SUBMITTER));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.SUBMITTER)
    public Response submit(@BeanParam Handed handed) {
        var request = new RetirementRequest(
                Optional.empty(),
                given(handed.key()),
                given(handed.account()),
                given(handed.region()),
                given(handed.policy()),
                handed.reason(),
                given(handed.ticket()),
                Optional.empty());
        var submitted = submissions.submit(Optional.empty(), request).getEntity();
        return Told.SUBMITTED.at("/retirements/" + submitted.subject().id());
    }

    private PlanDocument.Single plan(Optional<String> key, Planned asked) {
        return plans.single(new PlanRequest(
                Optional.empty(),
                key,
                given(asked.account()),
                given(asked.region()),
                Optional.empty(),
                Optional.empty(),
                given(asked.policy())));
    }

    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(asked -> !asked.isEmpty());
    }
}
