package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/**
 * How the last canary of one class went, and the last one that shows something is wrong.
 *
 * @param trouble why no canary could be sent, or why it proves nothing, with its remedy; absent where all is well
 */
public record CanaryReport(Place place, String keyUsage, Optional<Instant> sentAt, Optional<Trouble> trouble) {
    /** @param remedy what somebody can do about it, such as the permission to add */
    public record Trouble(String because, String remedy) {}
}
