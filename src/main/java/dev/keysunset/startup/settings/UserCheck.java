package dev.keysunset.startup.settings;

import dev.keysunset.access.Role;
import dev.keysunset.access.UserSettings;
import dev.keysunset.retirement.policy.PolicySettings;
import java.util.Set;
import java.util.stream.Stream;

/** Nobody who may not, and enough who may. */
final class UserCheck implements StartCheck {
    private static final String USERS = "keysunset.users";
    private static final Set<Role> APPROVING = Set.of(Role.APPROVER, Role.ADMIN);

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var users = settings.of(UserSettings.class).users();
        var each = users.entrySet().stream().flatMap(entry -> user(entry.getKey(), entry.getValue()));
        if (settings.demo()) {
            return each;
        }
        if (users.isEmpty()) {
            return Stream.of(
                    new Complaint(USERS, "no user is named; without people nothing can be submitted or approved"));
        }
        return Stream.concat(each, approvers(settings));
    }

    private static Stream<Complaint> user(String name, UserSettings.User user) {
        var property = USERS + "." + name;
        return Stream.of(
                        Complaint.when(
                                !user.passwordHash().matches("\\$2[abxy]\\$\\d{2}\\$[./A-Za-z0-9]{53}"),
                                property + ".password-hash",
                                "not a bcrypt hash; make one with: htpasswd -nbB user password"),
                        Complaint.when(
                                user.roles().isEmpty(), property + ".roles", "name at least one role, such as viewer"),
                        Complaint.when(
                                user.machine() && user.roles().stream().anyMatch(APPROVING::contains),
                                property + ".roles",
                                "machines submit and people approve: a machine is neither approver nor admin"))
                .flatMap(complaints -> complaints);
    }

    /** A gate that needs more people than there are would never open. */
    private static Stream<Complaint> approvers(Settings settings) {
        var approvers = settings.of(UserSettings.class).users().values().stream()
                .filter(user -> user.roles().stream().anyMatch(APPROVING::contains))
                .count();
        return settings.of(PolicySettings.class).policies().entrySet().stream()
                .filter(policy -> Math.max(
                                policy.getValue().disableApprovals(),
                                policy.getValue().deletionApprovals())
                        > approvers)
                .map(policy -> new Complaint(
                        USERS,
                        "policy " + policy.getKey() + " needs approvals from more people than the " + approvers
                                + " with the role approver or admin"));
    }
}
