package dev.keysunset.watch.polling;

import java.time.Duration;

/**
 * How the feeds are read, beside the tempo of the whole.
 *
 * @param maxSpan the longest stretch of domain time one poll asks for
 * @param patience how long, in real time, one step goes on sweeping before it lets others go on
 * @param footingEvery how often, in domain time, it is looked at what a feed stands on
 * @param sweepValidity for how long, in domain time, a finished sweep speaks for the window it read
 */
public record WatchPace(Duration maxSpan, Duration footingEvery, Duration patience, Duration sweepValidity) {}
