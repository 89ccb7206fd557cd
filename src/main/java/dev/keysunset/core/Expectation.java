package dev.keysunset.core;

import static dev.keysunset.core.KeyState.DISABLED;
import static dev.keysunset.core.KeyState.ENABLED;
import static dev.keysunset.core.KeyState.PENDING_DELETION;
import static dev.keysunset.core.KeyState.PENDING_REPLICA_DELETION;

import java.util.EnumSet;
import java.util.Set;

/** Which states of a member our own effects explain; any other is drift. */
final class Expectation {
    private Expectation() {}

    static Set<KeyState> of(Look look, KeyArn keyArn) {
        return switch (look.state()) {
            case RetirementState.Disabling _ -> disabledBy(look, keyArn);
            case RetirementState.Observing _, RetirementState.AwaitingDeletionApproval _ -> EnumSet.of(DISABLED);
            case RetirementState.SchedulingDeletion _ -> scheduledBy(look, keyArn);
            case RetirementState.PendingDeletion _ -> EnumSet.of(PENDING_DELETION, PENDING_REPLICA_DELETION);
            default -> EnumSet.allOf(KeyState.class);
        };
    }

    private static Set<KeyState> disabledBy(Look look, KeyArn keyArn) {
        return look.facts()
                .lastEffectOn(keyArn)
                .filter(effect -> !effect.refused())
                .map(effect -> effect.done() ? EnumSet.of(DISABLED) : EnumSet.of(ENABLED, DISABLED))
                .orElseGet(() -> EnumSet.of(look.foundState(keyArn)));
    }

    private static Set<KeyState> scheduledBy(Look look, KeyArn keyArn) {
        var ours = look.facts()
                .lastEffectOn(keyArn)
                .filter(effect -> effect.effect() instanceof Effect.ScheduleKeyDeletion && !effect.refused());
        return ours.map(effect -> effect.done()
                        ? EnumSet.of(PENDING_DELETION, PENDING_REPLICA_DELETION)
                        : EnumSet.of(DISABLED, PENDING_DELETION, PENDING_REPLICA_DELETION))
                .orElse(EnumSet.of(DISABLED));
    }
}
