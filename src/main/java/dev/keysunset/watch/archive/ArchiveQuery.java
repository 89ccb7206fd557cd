package dev.keysunset.watch.archive;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.TrailArchive;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A query that is under way in a place.
 *
 * @param executionId absent until AWS has told it
 * @param overdue it takes longer than anybody waits
 */
record ArchiveQuery(String token, Place place, Interval range, Optional<String> executionId, boolean overdue) {

    TrailArchive.Question question(SortedSet<KeyArn> keys, SortedSet<KeyArn> ownerless) {
        return new TrailArchive.Question(token, place, range, keys, ownerless);
    }
}
