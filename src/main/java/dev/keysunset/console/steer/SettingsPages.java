package dev.keysunset.console.steer;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Shut;
import dev.keysunset.inventory.AccountsResource;
import dev.keysunset.retirement.api.PoliciesResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The policies, the accounts, and the configuration as it is in force. */
@Path("/settings")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SettingsPages {
    private final Frames frames;
    private final PoliciesResource policies;
    private final AccountsResource accounts;
    private final Settings settings;
    private final Caller caller;

    SettingsPages(
            Frames frames, PoliciesResource policies, AccountsResource accounts, Settings settings, Caller caller) {
        this.frames = frames;
        this.policies = policies;
        this.accounts = accounts;
        this.settings = settings;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public SettingsPage get() {
        var shut = Shut.unless(caller, Role.ADMIN, Role.AUDITOR);
        return new SettingsPage(
                frames.frame(),
                policies.list().items(),
                accounts.list().items(),
                shut.isPresent() ? List.of() : settings.inForce(),
                shut);
    }
}
