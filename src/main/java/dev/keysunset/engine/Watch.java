package dev.keysunset.engine;

import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.Interval;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the feeds have shown. */
public interface Watch {
    /** Sightings, changes and coverage for the members of a retirement, as committed so far. */
    WatchFacts facts(Retirement retirement, Instant watchedSince);

    /** The same of several, by their ids: what their feeds have shown is read once for all of them. */
    Map<UUID, WatchFacts> facts(List<Asked> asked);

    /** @param watchedSince nothing that happened before is asked for */
    record Asked(Retirement retirement, Instant watchedSince) {}

    /**
     * Reads everything since {@code range.from} once more, successes included, for every member, as far as one step's patience
     * reaches; what it finds is committed before it returns. {@code Absent} means under way: ask again to go on.
     */
    Reading<WatchFacts.Sweep> sweep(Retirement retirement, Interval range);

    /**
     * Reads by key, as far as one step's patience reaches, whether anybody has been served since the key was last needed; what it
     * finds is committed. What cannot be read is asked for again at the next look.
     */
    void lookForSuccess(Retirement retirement, Instant lastNeeded);

    /** What the feeds that reach these places stand on, as last looked at. */
    List<FeedFooting> footings(Collection<Place> places);

    /** How a place is read of which the event history is the only proof; empty where there is another, or none. */
    Optional<LookupReading> lookupAlone(Place place);
}
