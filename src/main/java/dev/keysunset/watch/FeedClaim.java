package dev.keysunset.watch;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A leased feed: one replica at a time polls it, so that the account's quota is kept without a second store.
 *
 * @param coverage what was earned under the feed's present configuration
 * @param lease until when, in real time, the claim is ours, and the token that fences its writes
 * @param span how long a stretch one poll may ask for
 */
public record FeedClaim(Feed feed, String configurationHash, Coverage coverage, Lease lease, Duration span) {
    public record Lease(UUID token, Instant ends) {}
}
