package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A CloudTrail record of a successful change to a member's state or policy, ours or somebody else's. */
public record ControlRecord(String eventId, KeyArn keyArn, Instant eventTime, String operation, Author author) {
    /**
     * Who made the call.
     *
     * @param effectId the effect whose role session made it, as the session's name claims
     * @param traces what the record says of the program: its user agent, the address or the service it called from
     */
    public record Author(String principal, Optional<UUID> effectId, List<String> traces) {}

    Optional<UUID> effectId() {
        return author.effectId();
    }

    /** What known automation made the call; empty for people. */
    Optional<Automation> automation() {
        return Automation.behind(author);
    }

    /** In a sentence, without its end. */
    String told() {
        return author.principal()
                + automation().map(by -> " (" + by.inWords() + ")").orElse("") + " called " + operation + " on "
                + keyArn
                + " at " + eventTime;
    }

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
