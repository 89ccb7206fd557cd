package dev.keysunset.retirement.plan;

import dev.keysunset.engine.KeySelection;
import dev.keysunset.retirement.submission.KeyReference;
import java.util.List;
import java.util.Optional;

/** What a plan is asked for. */
public sealed interface PlanAsked {
    /** Whether keys of that account may be in it. */
    boolean concerns(String accountId);

    /** These, in this order. */
    record Keys(List<KeyReference> keys) implements PlanAsked {
        @Override
        public boolean concerns(String accountId) {
            return keys.stream().anyMatch(key -> key.account().equals(Optional.of(accountId)));
        }
    }

    /** Whatever the inventory has that matches. */
    record Matching(KeySelection selection) implements PlanAsked {
        @Override
        public boolean concerns(String accountId) {
            return selection.account().map(accountId::equals).orElse(true);
        }
    }
}
