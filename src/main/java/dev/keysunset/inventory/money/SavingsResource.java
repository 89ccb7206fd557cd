package dev.keysunset.inventory.money;

import dev.keysunset.access.Role;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What retirements save. */
@Path("/api/v1/savings")
@RunOnVirtualThread
@Tag(name = "inventory")
public class SavingsResource {
    private final SavingsReport report;

    SavingsResource(SavingsReport report) {
        this.report = report;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getSavings",
            summary = "What retirements save a month: realised, pending and possible, by account and by owner",
            description =
                    "idleFor=90d, the standard, says how long a key must be known to be unused to count as possible."
                            + " Keys of which that is unknown are summed up apart. Prices are those of the"
                            + " configuration; requests are not in them. Those of 90d are added up every minute, addedUpAt says"
                            + " when; those of any other idleFor at once.")
    public Savings get(@RestQuery Optional<String> idleFor) {
        return report.of(new Query("idleFor", idleFor).duration().orElse(SavingsSums.IDLE_ENOUGH));
    }
}
