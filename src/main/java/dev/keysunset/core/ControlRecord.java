package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A CloudTrail record of a successful change to a member's state or policy, ours or somebody else's.
 *
 * @param effectId the effect whose role session made the call, as the session's name claims
 */
public record ControlRecord(
        String eventId, KeyArn keyArn, Instant eventTime, String operation, String principal, Optional<UUID> effectId) {

    /** AWS's own record of the end: written by KMS when the key is destroyed. */
    boolean deletion() {
        return operation.equals("DeleteKey");
    }

    boolean changesState() {
        return changesUsability() || disables();
    }

    boolean enables() {
        return operation.equals("EnableKey");
    }

    boolean disables() {
        return operation.equals("DisableKey");
    }

    /** Makes a key more or less usable than a disabled one is. */
    boolean changesUsability() {
        return enables() || operation.equals("CancelKeyDeletion") || operation.equals("ScheduleKeyDeletion");
    }
}
