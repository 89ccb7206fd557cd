package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a key was last used successfully for cryptography, in one of four answers that are never merged (KMS API,
 * GetKeyLastUsage; the guide: recording may lag by an hour).
 */
public sealed interface Usage {
    record Used(Instant at, String operation, Optional<String> cloudTrailEventId) implements Usage {}

    /** The key was created while KMS already recorded usage, and has none. */
    record NeverUsed(Instant creationDate) implements Usage {}

    /** The key is older than the recording: unused since then, unknown before. */
    record NotSinceTracking(Instant trackingStartDate) implements Usage {}

    record Unreadable(String code, String message) implements Usage {
        /** It will not pass by itself: the call is not permitted here, or KMS does not have it. */
        public boolean lasting() {
            return code.contains("AccessDenied")
                    || code.startsWith("Unsupported")
                    || code.startsWith("UnknownOperation");
        }
    }

    /** The name under which people and machines see the answer. */
    default String answer() {
        return switch (this) {
            case Used _ -> "USED";
            case NeverUsed _ -> "NEVER_USED";
            case NotSinceTracking _ -> "NOT_SINCE_TRACKING";
            case Unreadable _ -> "UNREADABLE";
        };
    }

    /** From when on the key is known to be unused; empty when nothing is known. */
    default Optional<Instant> idleSince() {
        return switch (this) {
            case Used(var at, var _, var _) -> Optional.of(at);
            case NeverUsed(var creationDate) -> Optional.of(creationDate);
            case NotSinceTracking(var trackingStartDate) -> Optional.of(trackingStartDate);
            case Unreadable _ -> Optional.empty();
        };
    }

    default boolean idleFor(Duration minIdle, Instant now) {
        return idleSince().map(since -> !since.plus(minIdle).isAfter(now)).orElse(false);
    }
}
