package dev.keysunset.watch.polling;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A leased feed: one replica at a time polls it, so that the account's quota is kept without a second store.
 *
 * @param foothold what it stands on, as last looked at
 * @param earned what was earned under the feed's present configuration
 * @param lease until when, in real time, the claim is ours, and the token that fences its writes
 * @param span how long a stretch one poll may ask for
 */
public record FeedClaim(Feed feed, Foothold foothold, Earned earned, Lease lease, Duration span) {
    public record Lease(UUID token, Instant ends) {
        /** Until when reading may go on that begins now: what was found is kept only if it is committed before the lease ends. */
        Instant readUntil(Instant real) {
            return real.plus(readingTime(Duration.between(real, ends)));
        }

        public static Duration readingTime(Duration lease) {
            return lease.multipliedBy(3).dividedBy(4);
        }
    }

    /**
     * @param whole what was read of everything
     * @param byKey what was read of single keys, and which of them are asked for so
     */
    public record Earned(Coverage whole, ByKey byKey) {}

    /** Of a feed that is read whole. */
    public FeedClaim(Feed feed, Foothold foothold, Coverage whole, Lease lease, Duration span) {
        this(feed, foothold, new Earned(whole, ByKey.NONE), lease, span);
    }

    Coverage coverage() {
        return earned.whole();
    }

    public String configurationHash() {
        return foothold.configurationHash();
    }

    public FeedClaim standingOn(Foothold now, Earned stillEarned) {
        return new FeedClaim(feed, now, stillEarned, lease, span);
    }
}
