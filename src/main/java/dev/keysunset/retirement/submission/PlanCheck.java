package dev.keysunset.retirement.submission;

import java.util.Optional;
import java.util.UUID;

/** Holds a submission to the plan it names. */
public interface PlanCheck {
    /** @return why the plan does not cover what would be done now; empty when it does, unchanged */
    Optional<Submitted.NotAsPlanned> objection(UUID planId, Planned.Plan now);
}
