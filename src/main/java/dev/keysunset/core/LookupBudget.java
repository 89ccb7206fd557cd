package dev.keysunset.core;

import java.time.Duration;

/**
 * How many calls reading the event history of one place may cost.
 *
 * @param callsASecond the service's own limit for LookupEvents
 * @param poll how long one poll may read
 * @param lag how much further back than what is new a poll reads
 * @param pollInterval how often a poll is made
 */
public record LookupBudget(double callsASecond, Duration poll, Duration lag, Duration pollInterval) {
    /** The most records that AWS gives in one answer (CloudTrail API, LookupEvents). */
    public static final int PAGE = 50;

    /**
     * So many records a second a place may have to be read whole. A poll must bring the watermark on by as much as it takes, and it
     * reads one lag besides.
     */
    public double recordsASecond() {
        return PAGE * callsASecond * poll.toMillis() / poll.plus(lag).toMillis();
    }

    /** So many keys can be asked for one by one between two polls. */
    public int keys(double pagesAKey) {
        return (int) (callsASecond * pollInterval.toMillis() / 1000 / pagesAKey);
    }
}
