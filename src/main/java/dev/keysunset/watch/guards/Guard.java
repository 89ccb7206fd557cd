package dev.keysunset.watch.guards;

import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key that is watched although no retirement has it.
 *
 * @param keyState AWS's name of the state it was found in
 */
record Guard(UUID id, KeyArn keyArn, String keyState, Word word, Optional<Ended> ended) {
    /** Who wanted it watched, since when (in domain time), and why. */
    record Word(String reason, String by, Instant at) {}

    record Ended(String by, Instant at) {}
}
