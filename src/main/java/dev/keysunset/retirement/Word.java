package dev.keysunset.retirement;

import java.util.UUID;

/**
 * What a person says to a retirement.
 *
 * @param version the one they read and decided on
 * @param reason why, in their own words; of an approval its comment
 */
public record Word(UUID retirementId, long version, String by, String reason) {}
