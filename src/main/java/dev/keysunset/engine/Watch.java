package dev.keysunset.engine;

import dev.keysunset.core.Interval;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import java.time.Instant;

/** What the feeds have shown. */
public interface Watch {
    /** Sightings, changes and coverage for the members of a retirement, as committed so far. */
    WatchFacts facts(Retirement retirement, Instant watchedSince);

    /**
     * Reads everything since {@code range.from} once more for every place of the retirement, as far as one step's patience
     * reaches; what it finds is committed before it returns. {@code Absent} means under way: ask again to go on.
     */
    Reading<WatchFacts.Sweep> sweep(Retirement retirement, Interval range);
}
