package dev.keysunset.guardrails;

import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A guardrail that somebody wants in a key policy.
 *
 * @param fencedUntil from then on, by its own clock, AWS refuses the call that puts it there; absent as long as nobody has
 *     approved it
 */
record Guardrail(UUID id, KeyArn keyArn, Wish wish, Change change, State state, Optional<Instant> fencedUntil) {
    /**
     * Who wants what, and why.
     *
     * @param days for how many whole days a key must have been unused before AWS disables or schedules it
     * @param at in domain time
     */
    record Wish(int days, String reason, String by, Instant at) {}

    /**
     * What is to be done to the policy.
     *
     * @param before as it was when it was proposed
     * @param hashBefore if the policy has another one when it is approved, nobody has seen what would be replaced
     * @param sid of the statement that is added
     */
    record Change(String before, String hashBefore, String after, String sid) {}

    /** How far it is. */
    enum State {
        /** It waits for another person. */
        PROPOSED,
        REJECTED,
        /** Its proposer took it back. */
        WITHDRAWN,
        /** The policy was changed, or the key deleted, before it was approved. */
        VOID,
        /** Approved: the call is about to be sent, or on its way. */
        APPLYING,
        /** The call was sent and no answer came. The policy is read again until it is clear what became of it. */
        UNKNOWN,
        ADDED,
        /** AWS said no, or was never asked; nothing changed. */
        REFUSED,
        /** No answer came, and the policy does not have it. */
        NOT_ADDED
    }

    /** What happened to it; who, when and why. */
    record Step(Kind kind, String by, String words, Instant at) {
        /** As the states, but that an approval is a step and no state to stay in. */
        enum Kind {
            PROPOSED,
            APPROVED,
            REJECTED,
            WITHDRAWN,
            VOID,
            UNKNOWN,
            ADDED,
            REFUSED,
            NOT_ADDED
        }
    }

    /** Somebody's word. */
    record Word(String by, String words) {}
}
