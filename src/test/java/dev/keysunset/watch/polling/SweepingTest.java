package dev.keysunset.watch.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenAccounts;
import dev.keysunset.GivenClock;
import dev.keysunset.GivenRules;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.CallClass;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Member;
import dev.keysunset.core.Place;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.WatchFacts.Sweep;
import dev.keysunset.core.Window;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.records.Quarantined;
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

/** A closing sweep of two stretches, however long it takes. */
class SweepingTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration STRETCH = Duration.ofHours(6);
    private static final Instant SINCE = START.minus(STRETCH.multipliedBy(2));
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd");
    private static final Feed LOOKUP = new Feed(KEY.place(), Feed.Kind.LOOKUP);
    private static final Feed LOGS = new Feed(KEY.place(), Feed.Kind.LOGS);

    /** Far more than any test needs. */
    private static final int MOST_STEPS = 2_000;

    private Instant now = START;
    private final SlowTrail trail = new SlowTrail();
    private final Memory memory = new Memory();
    private final Sweeping sweeping = new Sweeping(
            memory,
            trail,
            new OneKey(),
            new RecordReader(GivenAccounts.none()),
            new Patience(
                    new Clocks(
                            new GivenClock(() -> now),
                            () -> now,
                            UUID::randomUUID,
                            Duration.ofSeconds(5),
                            () -> Duration.ZERO),
                    GivenRules.TEMPO,
                    new WatchPace(STRETCH, Duration.ofMinutes(15), PATIENCE, VALIDITY)));

    @Test
    void goesOnAtThePageAtWhichAStepsTimeWasUp() {
        trail.pages = 10;
        assertThat(step()).isInstanceOf(Reading.Absent.class);
        assertThat(Duration.between(START, now)).isEqualTo(PATIENCE);
        assertThat(trail.asked).hasSize(4);

        assertThat(toTheEnd()).isEqualTo(new Sweep(SINCE, START));
        assertThat(trail.asked).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void keepsWhatAStepFoundBeforeItsTimeWasUp() {
        trail.pages = 10;
        step();
        assertThat(memory.found).hasSize(4).isEqualTo(trail.asked);
    }

    @Test
    void endsHoweverLongItTakes() {
        trail.pages = 2_000;
        assertThat(toTheEnd()).isEqualTo(new Sweep(SINCE, START));
        assertThat(Duration.between(START, now)).isGreaterThan(VALIDITY.multipliedBy(2));
        assertThat(trail.asked).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void speaksForItsWindowForAnHourAfterItsLastRead() {
        trail.pages = 2_000;
        toTheEnd();
        trail.asked.clear();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(step()).isEqualTo(Reading.read(new Sweep(SINCE, START)));
        assertThat(trail.asked).isEmpty();

        now = now.plus(Duration.ofMinutes(1));
        assertThat(step()).isInstanceOf(Reading.Absent.class);
        assertThat(trail.asked).startsWith(page(LOOKUP, SINCE, 1));
    }

    @Test
    void goesOnAfterARestOfLessThanAnHour() {
        trail.pages = 10;
        step();
        trail.asked.clear();
        now = now.plus(Duration.ofMinutes(59));
        step();
        assertThat(trail.asked).startsWith(page(LOOKUP, SINCE, 5));
    }

    @Test
    void beginsAnewAfterARestOfAnHour() {
        trail.pages = 10;
        step();
        trail.asked.clear();
        now = now.plus(VALIDITY);
        step();
        assertThat(trail.asked).startsWith(page(LOOKUP, SINCE, 1));
    }

    @Test
    void beginsAnewWhenItSleptForAnHourWhileItRead() {
        trail.costs = VALIDITY;
        assertThat(step()).isInstanceOf(Reading.Absent.class);
        trail.costs = Duration.ofSeconds(2);
        trail.asked.clear();
        toTheEnd();
        assertThat(trail.asked).startsWith(page(LOOKUP, SINCE, 1));
    }

    @Test
    void isNotKeptFreshByAStepThatReadNothing() {
        trail.pages = 10;
        step();
        trail.asked.clear();
        now = now.plus(Duration.ofMinutes(59));
        memory.costs = PATIENCE;
        assertThat(step()).isInstanceOf(Reading.Absent.class);
        assertThat(trail.asked).isEmpty();

        memory.costs = Duration.ZERO;
        now = now.plus(Duration.ofMinutes(1));
        step();
        assertThat(trail.asked).startsWith(page(LOOKUP, SINCE, 1));
    }

    @Test
    void readsAStretchOnceMoreWhoseNextPageAwsGivesNoLonger() {
        trail.pages = 10;
        step();
        trail.refuses = Optional.of("InvalidNextTokenException");
        assertThat(step()).isInstanceOf(Reading.Unreadable.class);

        trail.refuses = Optional.empty();
        trail.asked.clear();
        toTheEnd();
        assertThat(trail.asked).hasSize(20).doesNotHaveDuplicates().startsWith(page(LOOKUP, SINCE, 1));
    }

    @Test
    void keepsItsPlaceInAStretchWhenAPageFailsOtherwise() {
        trail.pages = 10;
        step();
        trail.refuses = Optional.of("ThrottlingException");
        assertThat(step()).isInstanceOf(Reading.Unreadable.class);

        trail.refuses = Optional.empty();
        toTheEnd();
        assertThat(trail.asked).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void readsAStretchOnceMoreThroughTheFeedThatTookOver() {
        trail.pages = 10;
        memory.sound = LOGS;
        step();
        memory.sound = LOOKUP;
        trail.asked.clear();
        toTheEnd();
        assertThat(trail.asked).hasSize(20).doesNotHaveDuplicates().startsWith(page(LOOKUP, SINCE, 1));
    }

    private Reading<Sweep> step() {
        var window = Window.openingAt(SINCE, Duration.ofHours(11));
        var retirement = new Retirement(
                new UUID(0, 1),
                List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT")),
                new Policy(
                        new Policy.Name("test", 1),
                        Duration.ofDays(90),
                        Duration.ofHours(11),
                        7,
                        new Policy.Consent(1, 2, Duration.ofDays(7)),
                        new Policy.Safety(
                                "keysunset:exempt",
                                true,
                                new Policy.Blindness(true, Duration.ofDays(2), Duration.ofDays(1)))),
                new Retirement.Submission("sam", SINCE),
                new Retirement.Standing(new RetirementState.Observing(SINCE, window), SINCE));
        return sweeping.sweep(retirement, new Interval(SINCE, now));
    }

    private Sweep toTheEnd() {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (step() instanceof Reading.Read<Sweep>(var sweep)) {
                return sweep;
            }
        }
        throw new AssertionError("there is no end of it at " + now);
    }

    private static String page(Feed feed, Instant from, int number) {
        return "page " + number + " of " + feed + " from " + from;
    }

    /** Every stretch has so many pages, each of which takes its time and holds one text that nobody can read. */
    private final class SlowTrail extends SilentFeeds {
        private final List<String> asked = new ArrayList<>();
        private int pages = 1;
        private Duration costs = Duration.ofSeconds(2);
        private Optional<String> refuses = Optional.empty();

        @Override
        public Reading<Page> read(Feed feed, Query query, Optional<String> token) {
            now = now.plus(costs);
            if (refuses.isPresent()) {
                return new Reading.Unreadable<>("LookupEvents", refuses.get(), "refused");
            }
            int number = token.map(Integer::parseInt).orElse(1);
            var text = page(feed, query.range().from(), number);
            asked.add(text);
            var next = number < pages ? Optional.of(String.valueOf(number + 1)) : Optional.<String>empty();
            return Reading.read(new Page(List.of(text), next, now));
        }
    }

    private static final class OneKey implements WatchedKeys {
        @Override
        public List<WatchedKey> at(Collection<Place> places) {
            return List.of(new WatchedKey(
                    new UUID(0, 1),
                    KEY,
                    "ENCRYPT_DECRYPT",
                    new Span(SINCE, Optional.empty()),
                    new Condition(true, Optional.empty(), Optional.empty())));
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

    /** Of one sweep, and of one feed that is sound. */
    private final class Memory implements FeedLedger {
        private final List<String> found = new ArrayList<>();
        private Optional<SweepProgress> sweep = Optional.empty();
        private Feed sound = LOOKUP;
        private Duration costs = Duration.ZERO;

        @Override
        public Optional<SweepProgress> sweepOf(UUID retirementId) {
            return sweep;
        }

        @Override
        public void swept(UUID retirementId, SweepProgress progress, Found brought) {
            sweep = Optional.of(progress);
            brought.quarantined().stream().map(Quarantined::text).forEach(found::add);
        }

        @Override
        public List<FeedFooting> footings(Collection<Place> places) {
            now = now.plus(costs);
            return List.of(new FeedFooting(
                    sound,
                    new TreeSet<>(Set.of(sound.place())),
                    Reading.read(new Footing(List.of(), "sound", Footing.FOR_EVER, List.of()))));
        }

        @Override
        public WatchFacts facts(Retirement retirement, Instant watchedSince) {
            return WatchFacts.NOTHING;
        }

        @Override
        public Optional<LookupReading> lookupAlone(Place place) {
            return Optional.empty();
        }

        @Override
        public boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since) {
            return false;
        }

        @Override
        public List<FeedClaim> claimDue(int limit) {
            return List.of();
        }

        @Override
        public Optional<FeedClaim> looked(FeedClaim claim, Foothold foothold) {
            throw new AssertionError("nobody looks here");
        }

        @Override
        public boolean record(FeedClaim claim, Polled polled) {
            throw new AssertionError("nobody polls here");
        }
    }
}
