package dev.keysunset.engine;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** CloudTrail through the feeds that the configuration names. */
public interface Trail {
    /** All of them, queues included. */
    List<Feed> feeds();

    /** The places whose records pass through the feed: its own, or for the group of an organisation those of its members. */
    SortedSet<Place> reach(Feed feed);

    /** What the settings ask of the feed; it changes when they do: role, log group, queue, filter. */
    String configurationHash(Feed feed);

    /** Names of the trail, log group, rule or queue that the feed stands on; empty where nobody knows them. */
    Set<String> names(Feed feed);

    /** What the feed stands on now. Reads only. */
    Reading<Footing> footing(Feed feed);

    /**
     * One page of a pull feed. It may be empty and still carry a token: only its absence is the end.
     *
     * @param token the former page's, absent for the first
     */
    Reading<Page> read(Feed feed, Query query, Optional<String> token);

    /**
     * @param keyArn for the records of one key alone, successes included; absent for what matters about every key of the reach
     */
    record Query(Interval range, Optional<KeyArn> keyArn) {
        public static Query everything(Interval range) {
            return new Query(range, Optional.empty());
        }

        public static Query of(KeyArn keyArn, Interval range) {
            return new Query(range, Optional.of(keyArn));
        }
    }

    /**
     * What one call of the feed's API brought.
     *
     * @param records CloudTrail records as JSON texts, as they came
     * @param awsNow AWS's own clock, from the answer's {@code Date} header
     */
    record Page(List<String> records, Optional<String> nextToken, Instant awsNow) {}
}
