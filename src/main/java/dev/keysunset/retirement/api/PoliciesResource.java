package dev.keysunset.retirement.api;

import dev.keysunset.access.Role;
import dev.keysunset.core.Policy;
import dev.keysunset.retirement.policy.Policies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules that a submission made now would pin. */
@Path("/api/v1/policies")
@RunOnVirtualThread
@Tag(name = "retirements")
public class PoliciesResource {
    private final Policies policies;

    PoliciesResource(Policies policies) {
        this.policies = policies;
    }

    /** A policy in its newest version. */
    public record PolicyDocument(
            String name, int version, Windows windows, Policy.Consent consent, Policy.Safety safety) {
        /** How long a key must be unused before, is watched disabled, and waits at AWS. */
        public record Windows(Duration minIdle, Duration observationWindow, int pendingWindowInDays) {}

        static PolicyDocument of(Policy policy) {
            return new PolicyDocument(
                    policy.name().name(),
                    policy.name().version(),
                    new Windows(policy.minIdle(), policy.observationWindow(), policy.pendingWindowInDays()),
                    policy.consent(),
                    policy.safety());
        }
    }

    /** Few enough to need no pages. */
    public record PolicyList(List<PolicyDocument> items) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listPolicies",
            summary = "The policies a key can be submitted under, in their newest version")
    public PolicyList list() {
        return new PolicyList(
                policies.offered().stream().map(PolicyDocument::of).toList());
    }
}
