package dev.keysunset.inventory;

import dev.keysunset.access.Role;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The accounts and Regions the configuration opens to the service. */
@Path("/api/v1/accounts")
@RunOnVirtualThread
@Tag(name = "inventory")
public class AccountsResource {
    private final Accounts accounts;

    AccountsResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** An account, and the role the service assumes there. */
    public record AccountView(
            String accountId, Optional<String> name, Optional<String> memberRoleArn, List<String> regions) {}

    /** Few enough to need no pages. */
    public record AccountList(List<AccountView> items) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listAccounts",
            summary = "The accounts and Regions the service may call; it calls no other")
    public AccountList list() {
        var regions = accounts.places().stream()
                .collect(Collectors.groupingBy(
                        Place::accountId, TreeMap::new, Collectors.mapping(Place::region, Collectors.toList())));
        return new AccountList(regions.entrySet().stream()
                .map(entry -> new AccountView(
                        entry.getKey(),
                        accounts.name(entry.getKey()),
                        accounts.memberRoleArn(entry.getKey()),
                        entry.getValue()))
                .toList());
    }
}
