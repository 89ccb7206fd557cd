package dev.keysunset.watch.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenAccounts;
import dev.keysunset.GivenClock;
import dev.keysunset.GivenRules;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.CallClass;
import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.Condition;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How soon a feed is read again. */
class FeedPaceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd");
    private static final Feed FEED = new Feed(KEY.place(), Feed.Kind.LOGS);

    /** A tenth early: a tick takes it up later than it is due. */
    private static final Duration SOON_ENOUGH = Duration.ofSeconds(270);

    private static final Duration CLOSE = Duration.ofSeconds(54);

    @Test
    void readsAtItsOwnPaceWhileNoDeletionIsClose() {
        assertThat(nextAfter(Optional.empty())).isEqualTo(NOW.plus(SOON_ENOUGH));
        assertThat(nextAfter(Optional.of(NOW.plusSeconds(1)))).isEqualTo(NOW.plus(SOON_ENOUGH));
    }

    @Test
    void readsMoreDenselyFromTheMarginBeforeADeletionOn() {
        assertThat(nextAfter(Optional.of(NOW))).isEqualTo(NOW.plus(CLOSE));
        assertThat(nextAfter(Optional.of(NOW.minus(Duration.ofDays(3)))))
                .as("and goes on after the date, until the proof")
                .isEqualTo(NOW.plus(CLOSE));
    }

    private static Instant nextAfter(Optional<Instant> closeFrom) {
        var ledger = new OneFeed();
        var clocks =
                new Clocks(GivenClock.at(NOW), () -> NOW, UUID::randomUUID, Duration.ofSeconds(5), () -> Duration.ZERO);
        var pace =
                new WatchPace(Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(8), Duration.ofHours(1));
        var step = new FeedStep(
                ledger,
                new EmptyTrail(),
                new OneKey(closeFrom),
                new RecordReader(GivenAccounts.none()),
                new FeedStep.Patience(clocks, GivenRules.TEMPO, pace));
        ledger.claimDue(1).forEach(step::run);
        return ledger.recorded.getFirst().next().at();
    }

    private static final class EmptyTrail extends SilentFeeds {
        @Override
        public List<Feed> feeds() {
            return List.of(FEED);
        }

        @Override
        public SortedSet<Place> reach(Feed feed) {
            return new TreeSet<>(Set.of(feed.place()));
        }

        @Override
        public Reading<Footing> footing(Feed feed) {
            return Reading.read(new Footing(List.of(), "sound", Footing.FOR_EVER, List.of()));
        }

        @Override
        public Reading<Page> read(Feed feed, Query query, Optional<String> token) {
            return Reading.read(new Page(List.of(), Optional.empty(), NOW));
        }
    }

    private record OneKey(Optional<Instant> closeFrom) implements WatchedKeys {
        @Override
        public List<WatchedKey> at(Collection<Place> places) {
            return List.of(new WatchedKey(
                    new UUID(0, 1),
                    KEY,
                    "ENCRYPT_DECRYPT",
                    new Span(NOW.minus(Duration.ofHours(2)), Optional.empty()),
                    new Condition(true, closeFrom, closeFrom)));
        }

        @Override
        public SortedSet<CallClass> callable() {
            return new TreeSet<>();
        }

        @Override
        public void wake(Collection<Alarm> alarms) {
            throw new AssertionError("nothing was seen: " + alarms);
        }
    }

    /** A ledger of one feed, which is due once. */
    private static final class OneFeed implements FeedLedger {
        private final List<Polled> recorded = new ArrayList<>();

        @Override
        public List<FeedClaim> claimDue(int limit) {
            var readSoFar = new Coverage(List.of(new Interval(NOW.minus(Duration.ofHours(2)), NOW.minusSeconds(900))));
            var lease = new FeedClaim.Lease(new UUID(0, 2), NOW.plusSeconds(60));
            return List.of(new FeedClaim(FEED, Foothold.unseen("settings"), readSoFar, lease, Duration.ofHours(6)));
        }

        @Override
        public boolean record(FeedClaim claim, Polled polled) {
            return recorded.add(polled);
        }

        @Override
        public WatchFacts facts(Retirement retirement, Instant watchedSince) {
            return WatchFacts.NOTHING;
        }

        @Override
        public Optional<FeedClaim> looked(FeedClaim claim, Foothold foothold) {
            return Optional.of(claim.standingOn(foothold, claim.earned()));
        }

        @Override
        public List<FeedFooting> footings(Collection<Place> places) {
            return List.of();
        }

        @Override
        public Optional<LookupReading> lookupAlone(Place place) {
            return Optional.empty();
        }

        @Override
        public Optional<SweepProgress> sweepOf(UUID retirementId) {
            return Optional.empty();
        }

        @Override
        public void swept(UUID retirementId, SweepProgress progress, Found found) {
            throw new AssertionError("nobody sweeps here");
        }

        @Override
        public boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since) {
            return false;
        }
    }
}
