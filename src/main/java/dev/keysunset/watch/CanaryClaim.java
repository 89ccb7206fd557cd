package dev.keysunset.watch;

import dev.keysunset.core.CallClass;

/** A leased class of calls, for one round of canaries. */
public record CanaryClaim(CallClass calls, FeedClaim.Lease lease, CanaryLedger.Order order) {}
