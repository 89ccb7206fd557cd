package dev.keysunset.watch.records;

import dev.keysunset.core.KeyArn;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of a canary of ours, as a feed brought it.
 *
 * @param canaryId as the session's name claims
 * @param requestId AWS's, which nobody can choose
 * @param keyArn the key that the record names, where it names one
 * @param event with a failure if the key's state refused the call, without one if it succeeded
 */
public record CanaryEcho(UUID canaryId, String requestId, Optional<KeyArn> keyArn, WatchRecord.Event event) {
    public boolean succeeded() {
        return event.failure().isEmpty();
    }
}
