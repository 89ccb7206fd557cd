package dev.keysunset.core;

import java.time.Instant;
import java.util.List;

/** What one look at a retirement leads to. */
public sealed interface Decision {
    /** Into the next state; the next look follows at once. */
    record Move(RetirementState next, Cause cause, String detail) implements Decision {}

    /** One call to AWS, in the state the retirement is in. */
    record Act(Effect effect, List<Attention> attention) implements Decision {}

    /** Nothing to do before {@code until}. */
    record Stay(Instant until, List<Attention> attention) implements Decision {}

    /** Nothing to do ever again: the key is free for another retirement. */
    record Rest() implements Decision {}

    static Decision move(RetirementState next, Cause cause) {
        return new Move(next, cause, cause.text());
    }

    static Decision move(RetirementState next, Cause cause, String detail) {
        return new Move(next, cause, detail);
    }
}
