package dev.keysunset.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sends a dangerous effect only when nothing restrains it and none before it can still arrive. */
final class Danger {
    private Danger() {}

    static Decision act(Look look, Effect effect) {
        var held = look.heldBack(effect instanceof Effect.ScheduleKeyDeletion ? Gate.DELETE : Gate.DISABLE);
        if (!held.isEmpty()) {
            return look.retry(held);
        }
        var flight = look.facts().dangerousInFlight(look.now());
        if (flight.isPresent()) {
            return new Decision.Stay(flight.get().fencedUntil(), look.refusals());
        }
        if (look.settling(effect.keyArn())) {
            // AWS said done and still tells the old state: read again before believing either.
            return look.retry(List.of());
        }
        return look.pausedUntil(effect.keyArn())
                .<Decision>map((Instant until) -> new Decision.Stay(until, look.refusals()))
                .orElseGet(() -> new Decision.Act(effect, new ArrayList<>(look.refusals())));
    }
}
