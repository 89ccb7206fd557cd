package dev.keysunset.core;

import java.time.Instant;
import java.util.UUID;

/**
 * An effect as the journal remembers it: the intent, committed before the call, and what is known of its outcome.
 *
 * @param fencedUntil the domain instant from which AWS refuses the call, whoever still sends it: as it is kept and sent, by
 *     AWS's clock; among facts, by the clock that they are judged by
 */
public record EffectRecord(UUID id, Effect effect, Instant intendedAt, Instant fencedUntil, Outcome outcome) {

    public sealed interface Outcome {
        /** No answer is known: the call may be on its way, may have taken effect, or was never sent. */
        record Unknown() implements Outcome {}

        record Done(Instant at, String requestId) implements Outcome {}

        /** AWS said no, or was never asked; nothing changed. */
        record Refused(Instant at, String code, String message) implements Outcome {
            /** The code of a call that was not sent at all: its turn did not come in time, or its lease was about to end. */
            public static final String NOT_SENT = "NotSent";

            boolean sent() {
                return !code.equals(NOT_SENT);
            }

            public boolean denied() {
                return code.contains("AccessDenied");
            }
        }
    }

    boolean on(KeyArn keyArn) {
        return effect.keyArn().equals(keyArn);
    }

    boolean refused() {
        return outcome instanceof Outcome.Refused;
    }

    boolean done() {
        return outcome instanceof Outcome.Done;
    }

    /** May still take effect at AWS although nobody knows of it. */
    boolean inFlight(Instant now) {
        return outcome instanceof Outcome.Unknown && fencedUntil.isAfter(now);
    }
}
