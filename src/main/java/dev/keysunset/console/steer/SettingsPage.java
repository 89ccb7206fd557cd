package dev.keysunset.console.steer;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.inventory.AccountsResource.AccountView;
import dev.keysunset.retirement.api.PoliciesResource.PolicyDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * The rules and settings in force.
 *
 * @param shut why this person sees no settings
 */
public record SettingsPage(
        Frame frame,
        List<PolicyDocument> policies,
        List<AccountView> accounts,
        List<Setting> settings,
        Optional<Shut> shut)
        implements TemplateInstance {
    /** One setting; a secret's value is never here. */
    public record Setting(String name, String value) {}
}
