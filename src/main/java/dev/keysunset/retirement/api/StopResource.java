package dev.keysunset.retirement.api;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import dev.keysunset.retirement.restraints.Stops;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The stops: everywhere, or in one account. */
@Path("/api/v1/stop")
@RunOnVirtualThread
@Tag(name = "stop")
public class StopResource {
    private final Stops stops;
    private final Accounts accounts;
    private final Caller caller;

    StopResource(Stops stops, Accounts accounts, Caller caller) {
        this.stops = stops;
        this.accounts = accounts;
        this.caller = caller;
    }

    /**
     * Why it has to stop.
     *
     * @param account where; everywhere when absent
     */
    public record StopRequest(Optional<String> reason, Optional<String> account) {}

    /**
     * What is stopped, and by whose word.
     *
     * @param stopped whether everything is, everywhere
     * @param stop the one everywhere
     * @param stops all that hold, those of single accounts included
     */
    public record StopDocument(boolean stopped, Optional<Stops.Stop> stop, List<Stops.Stop> stops) {
        static StopDocument of(List<Stops.Stop> stops) {
            var everywhere =
                    stops.stream().filter(stop -> stop.account().isEmpty()).findFirst();
            return new StopDocument(everywhere.isPresent(), everywhere, stops);
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getStop", summary = "What is stopped: everything, or what is in some accounts")
    public StopDocument get() {
        return StopDocument.of(stops.holding());
    }

    @PUT
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(
            operationId = "stop",
            summary = "Disable and schedule nothing any more, everywhere or in one account",
            description = "Rollbacks and the watch go on. A second stop of the same reach changes nothing; the stop"
                    + " everywhere and those of accounts hold beside each other.")
    public StopDocument stop(@NotNull StopRequest request) {
        var reason = Spoken.required("reason", request.reason());
        var account = request.account().map(this::configured);
        stops.stop(account, caller.name(), reason);
        return get();
    }

    @DELETE
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(
            operationId = "releaseStop",
            summary = "Go on: releases the stop everywhere, or with account the one of that account")
    public StopDocument release(@RestQuery Optional<String> reason, @RestQuery Optional<String> account) {
        var why = Spoken.required("reason", reason);
        var where = account.map(String::strip);
        if (stops.release(where, caller.name(), why).isEmpty()) {
            // An account may have left the configuration since; a stop of it can still be released.
            where.ifPresent(this::configured);
        }
        return get();
    }

    private String configured(String account) {
        var known = accounts.places().stream().map(Place::accountId).distinct().toList();
        return Optional.of(account.strip())
                .filter(known::contains)
                .orElseThrow(() -> ProblemKind.INVALID
                        .with(
                                "The account " + account + " is not configured: nothing of it can be stopped.",
                                "Give one of " + String.join(", ", known) + ", or leave account out for all of them.")
                        .field("account")
                        .exception());
    }
}
