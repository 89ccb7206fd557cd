package dev.keysunset.watch.polling;

import java.time.Duration;

/**
 * How the feeds are read, beside the tempo of the whole.
 *
 * @param maxSpan the longest stretch of domain time one poll asks for
 * @param patience how long, in real time, one step goes on sweeping before it lets others go on
 * @param footingEvery how often, in domain time, it is looked at what a feed stands on
 * @param sweepValidity for how long, in domain time, a sweep counts after its last read: finished, it speaks for the window that
 *     it read; unfinished, it is gone on with
 */
public record WatchPace(Duration maxSpan, Duration footingEvery, Duration patience, Duration sweepValidity) {}
