package dev.keysunset.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** All that is read of one member before a gate. Each reading stands alone: one that failed does not colour the others. */
public record MemberFacts(
        Described described,
        UseFacts use,
        Surroundings surroundings,
        Reading<List<DependantAnswer>> dependants,
        WayBackFacts wayBack) {

    /** A member of whose use nothing is known but what KMS says, in a place where no key was ever brought back. */
    public MemberFacts(
            Described described,
            Usage usage,
            Surroundings surroundings,
            Reading<List<DependantAnswer>> dependants,
            Reading<RoleStanding> role) {
        this(
                described,
                new UseFacts(usage, KnownUses.NONE),
                surroundings,
                dependants,
                new WayBackFacts(role, BroughtBack.NEVER, Optional.empty()));
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
