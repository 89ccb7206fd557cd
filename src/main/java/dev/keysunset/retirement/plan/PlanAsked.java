package dev.keysunset.retirement.plan;

import dev.keysunset.engine.KeySelection;
import dev.keysunset.retirement.KeyReference;
import java.util.List;

/** What a plan is asked for. */
public sealed interface PlanAsked {
    /** These, in this order. */
    record Keys(List<KeyReference> keys) implements PlanAsked {}

    /** Whatever the inventory has that matches. */
    record Matching(KeySelection selection) implements PlanAsked {}
}
