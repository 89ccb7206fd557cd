package dev.keysunset.engine;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** CloudTrail, page by page, through the feeds that the configuration names. */
public interface Trail {
    List<Feed> feeds();

    /** Changes whenever coverage earned before may not be merged with coverage earned now: role, log group, filter. */
    String configurationHash(Feed feed);

    /**
     * One page of the records of {@code range}. A page may be empty and still carry a token: only its absence is the end.
     *
     * @param token the former page's, absent for the first
     */
    Reading<Page> read(Feed feed, Interval range, Optional<String> token);

    /**
     * What one call of the feed's API brought.
     *
     * @param records CloudTrail records as JSON texts, as they came
     * @param awsNow AWS's own clock, from the answer's {@code Date} header
     */
    record Page(List<String> records, Optional<String> nextToken, Instant awsNow) {}
}
