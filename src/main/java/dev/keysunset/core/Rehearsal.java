package dev.keysunset.core;

import java.time.Instant;

/**
 * CancelKeyDeletion, sent for a canary key that is not pending deletion: it can change nothing, and what AWS answers tells whether the
 * member role may call it. The same cannot be done with EnableKey, which would enable the key.
 */
public record Rehearsal(KeyArn keyArn, Instant at, Outcome outcome) {
    public sealed interface Outcome {
        /** The key's state alone stood in the way (KMS API, CancelKeyDeletion, KMSInvalidStateException). */
        record LetThrough() implements Outcome {}

        record Denied(String message) implements Outcome {}

        /** Nothing was sent, or nobody knows what AWS would say. */
        record Inconclusive(String because) implements Outcome {}
    }

    boolean denied() {
        return outcome instanceof Outcome.Denied;
    }

    String inWords() {
        return switch (outcome) {
            case Outcome.LetThrough() ->
                "On canary key " + keyArn + " AWS refused CancelKeyDeletion at " + at
                        + " for the key's state alone: the role may call it there.";
            case Outcome.Denied(var message) ->
                "On canary key " + keyArn + " AWS denied CancelKeyDeletion at " + at + ": " + message;
            case Outcome.Inconclusive(var because) ->
                "CancelKeyDeletion on canary key " + keyArn + " showed nothing at " + at + ": " + because + ".";
        };
    }
}
