package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;

/**
 * What one feed was found to stand on.
 *
 * @param reach the places whose records pass through it
 * @param last the latest look's answer; {@code Absent} before the first
 */
public record FeedFooting(Feed feed, SortedSet<Place> reach, Reading<Footing> last) {
    boolean sound() {
        return last.found().filter(Footing::sound).isPresent();
    }

    /** Whether silence in it proves anything about a place. */
    boolean proves(Place place) {
        return feed.kind().pulls() && reach.contains(place);
    }

    /** Whether it can be read again for a place, from that moment on, and what it shows then is what happened. */
    public boolean holds(Place place, Instant from, Instant now) {
        return proves(place)
                && last.found()
                        .filter(Footing::sound)
                        .filter(footing -> !now.minus(footing.retention()).isAfter(from))
                        .isPresent();
    }

    /** Whether a whole window of this length can still be read again when it closes, late records and all. */
    boolean holds(Duration window) {
        // A day for what comes before the window's opening and after its close: settling, CloudTrail's lag, the sweep
        // itself.
        var needed = window.plusDays(1);
        return last.found()
                .filter(footing -> footing.retention().compareTo(needed) >= 0)
                .isPresent();
    }
}
