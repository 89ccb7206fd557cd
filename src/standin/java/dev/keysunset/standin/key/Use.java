package dev.keysunset.standin.key;

import java.time.Instant;

/**
 * One successful cryptographic operation, as GetKeyLastUsage will tell it.
 *
 * @param eventId the CloudTrail event id in the owner's account
 * @param visibleAt when GetKeyLastUsage begins to know of it, up to an hour later
 */
public record Use(String operation, Instant at, String eventId, String requestId, Instant visibleAt) {}
