package dev.keysunset.retirement.api;

import dev.keysunset.access.Role;
import dev.keysunset.core.KeyArn;
import dev.keysunset.retirement.view.PlannedKeys;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Is this planned? For a SOC with an alert in its hands, and for scanners that are to tell a plan from an attack. */
@Path("/api/v1/planned")
@RunOnVirtualThread
@Tag(name = "evidence")
public class PlannedResource {
    private final PlannedKeys plannedKeys;

    PlannedResource(PlannedKeys plannedKeys) {
        this.plannedKeys = plannedKeys;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "isPlanned",
            summary = "Whether it is planned that a key is disabled, pending deletion or gone",
            description = "A key that nobody submitted is answered as well: planned is false then.")
    public PlannedDocument get(@RestQuery Optional<String> keyArn) {
        var key = keyArn.flatMap(KeyArn::parse)
                .orElseThrow(() -> new Query("keyArn", keyArn).invalid("the ARN of a KMS key"));
        return plannedKeys
                .of(key)
                .map(plan -> PlannedDocument.of(key, plan))
                .orElseGet(() -> PlannedDocument.unknown(key));
    }
}
