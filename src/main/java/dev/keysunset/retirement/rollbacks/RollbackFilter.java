package dev.keysunset.retirement.rollbacks;

import java.util.Optional;
import java.util.UUID;

/** Which rollbacks are meant. What is absent does not narrow. */
public record RollbackFilter(Optional<UUID> retirementId, Optional<String> assignee, boolean unresolvedOnly) {
    public static RollbackFilter of(UUID retirementId) {
        return new RollbackFilter(Optional.of(retirementId), Optional.empty(), false);
    }
}
