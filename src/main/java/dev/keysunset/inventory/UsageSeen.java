package dev.keysunset.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * What GetKeyLastUsage told at one time, where it was something new.
 *
 * @param at the last use, or since when none is known
 */
public record UsageSeen(
        Instant seenAt,
        UsageAnswer answer,
        Instant at,
        Optional<String> operation,
        Optional<String> cloudTrailEventId) {}
