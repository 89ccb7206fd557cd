package dev.keysunset.engine;

import dev.keysunset.core.ArchiveHistory;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The files that trails deliver to S3, where a table over them is configured. They are asked by queries that take minutes. */
public interface TrailArchive {
    /** The first day of which the archive that holds the place's records has any; empty where none is configured. */
    Optional<LocalDate> since(Place place);

    /** Begins to answer, and says under which id: the same question under the same token is never begun twice. */
    Reading<String> start(Question question);

    Reading<Progress> progress(Place place, String executionId);

    /** What a query that has succeeded found. */
    Reading<Answer> answer(Place place, String executionId);

    /** Nobody waits for the query any more. */
    Reading<String> stop(Place place, String executionId);

    /**
     * It costs the same for any number of keys, all of the one place.
     *
     * @param keys whose uses are asked for
     * @param ownerless whose creation is asked for
     */
    record Question(String token, Place place, Interval range, SortedSet<KeyArn> keys, SortedSet<KeyArn> ownerless) {}

    /** How far a query has come. */
    sealed interface Progress {
        /** It waits, or it runs. */
        record UnderWay() implements Progress {}

        /** @param scannedBytes what the query is billed by */
        record Succeeded(long scannedBytes) implements Progress {}

        /** @param why in AWS's words */
        record Failed(String why, long scannedBytes) implements Progress {}
    }

    /**
     * @param recorded the days of which the archive holds calls that merely read: on them it would hold uses as well
     * @param uses of the keys that were asked for
     * @param creations as far as the archive has them, but for what services made by themselves
     */
    record Answer(SortedSet<LocalDate> recorded, List<Use> uses, List<Creation> creations) {}

    /** @param times the latest of each day on which the user used the key, as far as they are told */
    record Use(KeyArn keyArn, ArchiveHistory.User user, List<Instant> times) {}

    /** A call of CreateKey. */
    record Creation(KeyArn keyArn, String principal, Instant at, String eventId) {}
}
