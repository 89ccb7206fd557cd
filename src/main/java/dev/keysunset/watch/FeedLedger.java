package dev.keysunset.watch;

import dev.keysunset.core.Interval;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    WatchFacts facts(Retirement retirement, Instant watchedSince);

    Optional<SweepProgress> sweepOf(UUID retirementId);

    /** Commits how far a sweep has come, with what it found, and wakes the retirements concerned. */
    void swept(UUID retirementId, SweepProgress progress, Found found);

    /** What a stretch of a feed turned out to hold. */
    record Found(List<Matches.Match> matches, List<Matches.Quarantined> quarantined) {
        public static final Found NOTHING = new Found(List.of(), List.of());
    }

    /**
     * @param credited the interval that was read completely; absent when the poll failed anywhere
     * @param trouble why it failed, where it did
     */
    record Polled(Found found, Optional<Interval> credited, Optional<String> trouble, Next next) {}

    /** When the feed is due again, in domain time, and how long a stretch it may ask for then. */
    record Next(Instant at, Duration span) {}

    /** @param reached everything in {@code range} before this was read again; equal to its end once finished */
    record SweepProgress(Interval range, Instant reached, Instant at) {
        boolean finished() {
            return !reached.isBefore(range.to());
        }
    }
}
