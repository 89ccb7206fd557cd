package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A CloudTrail record of somebody's hands on what a feed stands on: its trail, its log group, its rule or its queue.
 *
 * @param operation such as {@code cloudtrail:StopLogging}
 * @param by who called, as well as the record says
 * @param refused AWS's error code, where the attempt failed and changed nothing
 */
public record Tampering(Instant at, String operation, String by, Optional<String> refused) {
    boolean tookEffect() {
        return refused.isEmpty();
    }
}
