package dev.keysunset.core;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * All that is read of one member before a gate. Each reading stands alone: one that failed does not colour the others.
 *
 * @param role what IAM says of the member role's right to bring the key back
 */
public record MemberFacts(
        Described described,
        UseFacts use,
        Surroundings surroundings,
        Reading<List<DependantAnswer>> dependants,
        Reading<RoleStanding> role) {

    /** A member of whose use nothing is known but what KMS says. */
    public MemberFacts(
            Described described,
            Usage usage,
            Surroundings surroundings,
            Reading<List<DependantAnswer>> dependants,
            Reading<RoleStanding> role) {
        this(described, new UseFacts(usage, KnownUses.NONE), surroundings, dependants, role);
    }

    /** What hangs on a key. */
    public record Surroundings(
            Reading<SortedSet<String>> aliases,
            Reading<List<Grant>> grants,
            Reading<Map<String, String>> tags,
            Reading<KeyPolicyFacts> keyPolicy) {}

    public Usage usage() {
        return use.usage();
    }

    public KeyArn keyArn() {
        return described.keyArn();
    }
}
