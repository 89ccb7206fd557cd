package dev.keysunset.core;

import java.util.Optional;

/**
 * Whether the member role may bring a key back, before it is taken away: what IAM simulates of the role's own policies, boundaries
 * and service control policies, against what the key policy says. AWS has no dry run of EnableKey and CancelKeyDeletion. What it let
 * the role do nearby is told beside it and makes nothing milder, for a policy may tell one key from another; a call that it denied on a
 * canary key is a doubt.
 */
final class WayBackProof {
    private static final String CALLS = "kms:EnableKey and kms:CancelKeyDeletion";

    private WayBackProof() {}

    /** Whether the way is open, as far as can be known. */
    enum Standing {
        PROVEN,
        CONTRADICTED,
        NOT_PROVABLE
    }

    static Finding finding(MemberFacts facts) {
        var keyPolicy = facts.surroundings().keyPolicy().found().map(KeyPolicyFacts::wayBack);
        var role = facts.wayBack().role();
        var seen = facts.wayBack().seenIn(facts.keyArn().place());
        return switch (standing(facts)) {
            case PROVEN ->
                new Finding(
                        Severity.INFO,
                        Finding.Kind.WAY_BACK,
                        facts.keyArn(),
                        "The member role may call " + CALLS + ": key policy and simulation agree. " + seen,
                        "None needed.");
            case CONTRADICTED ->
                new Finding(
                        Severity.BLOCKER,
                        Finding.Kind.WAY_BACK,
                        facts.keyArn(),
                        "The member role could not bring it back: " + contradiction(keyPolicy, role) + ".",
                        "Allow the member role " + CALLS + " on this key (role, key policy, service control policy).");
            case NOT_PROVABLE ->
                new Finding(
                        Severity.WARNING,
                        Finding.Kind.WAY_BACK,
                        facts.keyArn(),
                        "Whether the member role may call " + CALLS + " is not proven: " + doubt(facts, keyPolicy, role)
                                + ". " + seen,
                        remedy(facts));
        };
    }

    static Standing standing(MemberFacts facts) {
        var keyPolicy = facts.surroundings().keyPolicy().found().map(KeyPolicyFacts::wayBack);
        var written = keyPolicy
                .map(policy -> standing(policy, facts.wayBack().role().found()))
                .orElse(Standing.NOT_PROVABLE);
        return written == Standing.PROVEN && facts.wayBack().denied() ? Standing.NOT_PROVABLE : written;
    }

    /** In one account either side may permit, unless the other denies; a key policy that says nothing shuts IAM out. */
    private static Standing standing(RoleStanding keyPolicy, Optional<RoleStanding> role) {
        if (keyPolicy == RoleStanding.DENIED || keyPolicy == RoleStanding.SILENT) {
            return Standing.CONTRADICTED;
        }
        if (role.isEmpty()) {
            return Standing.NOT_PROVABLE;
        }
        return switch (role.get()) {
            case DENIED -> Standing.CONTRADICTED;
            case DEPENDS -> Standing.NOT_PROVABLE;
            case ALLOWED -> keyPolicy == RoleStanding.DEPENDS ? Standing.NOT_PROVABLE : Standing.PROVEN;
            case SILENT, LEFT_OPEN ->
                switch (keyPolicy) {
                    case ALLOWED -> Standing.PROVEN;
                    case LEFT_OPEN -> Standing.CONTRADICTED;
                    case DEPENDS, SILENT, DENIED -> Standing.NOT_PROVABLE;
                };
        };
    }

    private static String contradiction(Optional<RoleStanding> keyPolicy, Reading<RoleStanding> role) {
        if (keyPolicy.filter(RoleStanding.DENIED::equals).isPresent()) {
            return "its key policy denies them to the role";
        }
        if (keyPolicy.filter(RoleStanding.SILENT::equals).isPresent()) {
            return "its key policy neither names the role nor leaves the account's IAM policies a say";
        }
        return role.found().filter(RoleStanding.DENIED::equals).isPresent()
                ? "a policy of the role or of its organisation denies them"
                : "no policy of the role allows them, and the key policy leaves it to the role";
    }

    private static String remedy(MemberFacts facts) {
        return facts.wayBack().denied()
                ? "Find the policy that denies it: an organisation's or the role's holds for this key too, the canary key's own does"
                        + " not. Let the role call kms:CancelKeyDeletion on the canary key; tomorrow it is called again."
                : "Allow the member role iam:SimulatePrincipalPolicy on itself; or have both calls tried on a key of the same"
                        + " policies.";
    }

    private static String doubt(MemberFacts facts, Optional<RoleStanding> keyPolicy, Reading<RoleStanding> role) {
        if (facts.wayBack().denied()) {
            return "AWS denied the role CancelKeyDeletion on a canary key, whatever the policies seem to say";
        }
        return role.unreadable()
                .map(failed -> failed.call() + " failed: " + failed.code() + " " + failed.message())
                .orElse(
                        keyPolicy.filter(RoleStanding.DEPENDS::equals).isPresent()
                                ? "a statement of its key policy has conditions that only the call itself would meet"
                                : "a policy of the role has conditions that only the call itself would meet");
    }
}
