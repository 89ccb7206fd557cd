package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.watch.polling.FeedClaim;

/** A leased class of calls, for one round of canaries. */
public record CanaryClaim(CallClass calls, FeedClaim.Lease lease, CanaryLedger.Order order) {}
