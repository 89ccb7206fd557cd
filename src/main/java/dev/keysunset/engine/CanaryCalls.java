package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The calls the service makes itself, which must fail, to prove that the watch can see. */
public interface CanaryCalls {
    /**
     * One attempt of one cryptographic call that fits the key's usage, under a session named as a canary's. The key is described
     * first: one that is neither disabled nor pending deletion is not called, because a success would be a use.
     *
     * @param canaryId stands in the name of the session, so that the call is known again where its answer was lost
     * @param keyUsage what the canary stands for; a key of another usage is not called
     */
    Outcome call(UUID canaryId, KeyArn keyArn, String keyUsage);

    /** Keys that stand disabled in this place for no other purpose, as the configuration names them. */
    List<KeyArn> configured(Place place);

    sealed interface Outcome {
        /** As it must: refused for the key's state. */
        record Failed(Instant at, String requestId, String code) implements Outcome {}

        /** The key is not disabled: that is drift, and a use. */
        record Succeeded(Instant at, String requestId) implements Outcome {}

        /**
         * Proves nothing.
         *
         * @param action the permission to add, such as {@code kms:Sign}
         */
        record Denied(Instant at, String action, String message) implements Outcome {}

        /**
         * The key is usable, cannot be read, or is of another usage or one that no canary is known for, and nothing was sent; or
         * AWS refused for something else than the key's state.
         */
        record NotMade(String because) implements Outcome {}

        /** Nobody knows whether it arrived. */
        record Unanswered(String because) implements Outcome {}
    }
}
