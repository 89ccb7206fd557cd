package dev.keysunset.watch.polling;

import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.engine.Watch;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.Quarantined;
import dev.keysunset.watch.records.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The memory of the watch. Every method is one transaction. */
public interface FeedLedger {
    /** Leases up to {@code limit} due feeds. */
    List<FeedClaim> claimDue(int limit);

    /**
     * Commits what a poll brought, sightings and coverage together, wakes the retirements concerned, and gives the lease back.
     *
     * @return false when the lease was lost: nothing was written
     */
    boolean record(FeedClaim claim, Polled polled);

    /** How a place is read of which the event history is the only proof. */
    Optional<LookupReading> lookupAlone(Place place);

    WatchFacts facts(Retirement retirement, Instant watchedSince);

    /** The same of several, by their ids. */
    default Map<UUID, WatchFacts> facts(List<Watch.Asked> asked) {
        return asked.stream()
                .collect(Collectors.toMap(
                        one -> one.retirement().id(), one -> facts(one.retirement(), one.watchedSince())));
    }

    /** What the feeds that reach these places stand on, as last looked at. */
    List<FeedFooting> footings(Collection<Place> places);

    /**
     * Commits what a look at the feed's footing told.
     *
     * @return the claim with what stands now and the coverage that counts under it; empty when the lease was lost
     */
    Optional<FeedClaim> looked(FeedClaim claim, Foothold foothold);

    Optional<SweepProgress> sweepOf(UUID retirementId);

    /** Commits how far a sweep has come, with what it found, and wakes the retirements concerned. */
    void swept(UUID retirementId, SweepProgress progress, Found found);

    /** Whether a call on the member is on record that succeeded after {@code since}. */
    boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since);

    /** What a stretch of a feed turned out to hold. */
    record Found(List<Matches.Match> matches, List<Quarantined> quarantined, Witness witness) {
        public static final Found NOTHING = new Found(List.of(), List.of(), Witness.NONE);

        /** Of keys alone. */
        public Found(List<Matches.Match> matches, List<Quarantined> quarantined) {
            this(matches, quarantined, Witness.NONE);
        }

        static Found in(Matches matches) {
            return new Found(matches.found(), matches.quarantined(), matches.witness());
        }
    }

    /**
     * @param credited the interval that was read completely; absent when the poll failed anywhere
     * @param trouble why it failed, where it did
     */
    record Polled(Found found, Optional<Interval> credited, Optional<String> trouble, Next next, History history) {
        public Polled(Found found, Optional<Interval> credited, Optional<String> trouble, Next next) {
            this(found, credited, trouble, next, History.NONE);
        }
    }

    /**
     * What only a poll of the event history brings.
     *
     * @param byKey what asking for single keys brought, where that was done
     * @param recordsASecond how much the place brings, where it was read whole; at least so much, where that was not finished
     */
    record History(Optional<KeyByKey.Brought> byKey, Optional<Double> recordsASecond) {
        static final History NONE = new History(Optional.empty(), Optional.empty());
    }

    /** When the feed is due again, in domain time, and how long a stretch it may ask for then. */
    record Next(Instant at, Duration span) {}

    /**
     * How far a sweep has come.
     *
     * @param reached everything in {@code range} before this was read again; equal to its end once finished
     * @param bookmark how much was read of the stretch that begins there; absent for none of it
     * @param readAt when it last read something, or somewhat earlier
     */
    record SweepProgress(Interval range, Instant reached, Optional<Bookmark> bookmark, Instant readAt) {
        static SweepProgress beginning(Interval range) {
            return new SweepProgress(range, range.from(), Optional.empty(), range.to());
        }

        boolean finished() {
            return !reached.isBefore(range.to());
        }

        /** What is to be read next. */
        Interval stretch(Duration longest) {
            var end = reached.plus(longest);
            return new Interval(reached, end.isBefore(range.to()) ? end : range.to());
        }

        /** At the beginning of the stretch that begins there. */
        SweepProgress upTo(Instant begun) {
            return new SweepProgress(range, begun, Optional.empty(), readAt);
        }
    }

    /**
     * A page in the answers to several questions, each of which has pages of its own.
     *
     * @param asked the questions; where others are asked by now, it marks nothing
     * @param answered how many of them were read to their last page
     * @param page the next page of the one that follows, as AWS names it; absent for its first
     */
    record Bookmark(String asked, int answered, Optional<String> page) {
        static Bookmark beginning(String asked) {
            return new Bookmark(asked, 0, Optional.empty());
        }

        Bookmark nextQuestion() {
            return new Bookmark(asked, answered + 1, Optional.empty());
        }

        Bookmark at(Optional<String> next) {
            return new Bookmark(asked, answered, next);
        }
    }
}
