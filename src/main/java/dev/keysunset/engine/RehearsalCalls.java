package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Rehearsal;
import java.util.Optional;
import java.util.UUID;

/** The call that would bring a key back from its deletion, where it can change nothing. */
public interface RehearsalCalls {
    /** The canary key that it is sent for; empty where none is configured in the place. */
    Optional<KeyArn> keyIn(Place place);

    /**
     * One attempt of CancelKeyDeletion under a session named as a canary's. The key is described first: one that is pending deletion is
     * not called, because then there is something to cancel.
     */
    Rehearsal.Outcome cancelDeletion(UUID rehearsalId, KeyArn keyArn);
}
