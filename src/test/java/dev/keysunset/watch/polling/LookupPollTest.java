package dev.keysunset.watch.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenAccounts;
import dev.keysunset.GivenClock;
import dev.keysunset.GivenRules;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys.Condition;
import dev.keysunset.engine.WatchedKeys.Span;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.polling.ByKey.CalledKey;
import dev.keysunset.watch.polling.FeedClaim.Earned;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.polling.FeedStep.Reach;
import dev.keysunset.watch.records.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What polls of the event history earn: of keys that are asked for one by one, and of a whole place that is too much to read. */
class LookupPollTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LAG = Duration.ofMinutes(15);
    private static final Instant COMPLETE = NOW.minus(LAG);
    private static final Place HERE = new Place("111122223333", "us-east-1");
    private static final Feed FEED = new Feed(HERE, Feed.Kind.LOOKUP);
    private static final String ENCRYPTS = "ENCRYPT_DECRYPT";
    private static final KeyArn FIRST = key("1111");
    private static final KeyArn SECOND = key("2222");
    private static final KeyArn THIRD = key("3333");
    private static final Instant HOURS_AGO = NOW.minus(Duration.ofHours(6));

    private final History history = new History();
    private Instant real = NOW;
    private final Patience patience = new Patience(
            new Clocks(GivenClock.at(NOW), () -> real, UUID::randomUUID, Duration.ofSeconds(5), () -> Duration.ZERO),
            GivenRules.TEMPO,
            new WatchPace(Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(8), Duration.ofHours(1)));

    @Test
    void creditsEachKeyByItselfUpToWhatCloudTrailHasDelivered() {
        var brought = ask(ByKey.NONE, watched(FIRST, HOURS_AGO), watched(SECOND, NOW.minus(Duration.ofHours(1))));

        assertThat(brought.credited())
                .containsOnly(
                        Map.entry(FIRST, read(HOURS_AGO, COMPLETE)),
                        Map.entry(SECOND, read(NOW.minus(Duration.ofHours(1)), COMPLETE)));
        assertThat(brought.next().caughtUp()).isTrue();
        assertThat(brought.cost()).isEqualTo(new KeyByKey.Cost(2, 2));
    }

    @Test
    void creditsNothingOfAKeyWhoseLastPageFailsAndAllOfTheOthers() {
        history.pages.put(FIRST, 3);
        history.failing.add(FIRST);
        var brought = ask(ByKey.NONE, watched(FIRST, HOURS_AGO), watched(SECOND, HOURS_AGO));

        assertThat(brought.credited()).containsOnlyKeys(SECOND);
        assertThat(brought.trouble())
                .hasValueSatisfying(
                        why -> assertThat(why).contains(FIRST.toString()).contains("Throttling"));
    }

    @Test
    void changesNothingForOthersWhenAKeyComesOrGoes() {
        var before = new ByKey(
                Set.of(ENCRYPTS), List.of(), Map.of(FIRST, read(HOURS_AGO, COMPLETE.minusSeconds(300))), week());
        var alone = ask(before, watched(FIRST, HOURS_AGO)).credited().get(FIRST);
        var together = ask(before, watched(FIRST, HOURS_AGO), watched(SECOND, NOW.minusSeconds(60)))
                .credited();

        assertThat(alone).isEqualTo(read(COMPLETE.minusSeconds(300), COMPLETE));
        assertThat(together).containsOnlyKeys(FIRST).containsEntry(FIRST, alone);
    }

    @Test
    void readsFirstWhatWasReadLeastAndLeavesTheRestToTheNextPoll() {
        history.pages.put(FIRST, 1);
        history.costs = Duration.ofSeconds(70);
        var before = new ByKey(
                Set.of(ENCRYPTS), List.of(), Map.of(FIRST, read(HOURS_AGO, COMPLETE.minusSeconds(600))), week());
        var brought = ask(before, watched(FIRST, HOURS_AGO), watched(SECOND, HOURS_AGO));

        assertThat(history.asked).containsExactly(SECOND);
        assertThat(brought.credited()).containsOnlyKeys(SECOND);
        assertThat(brought.next().caughtUp()).isFalse();
    }

    @Test
    void letsOneTalkativeKeyTakeAShareOfTheTimeAlone() {
        history.pages.put(FIRST, 1000);
        history.costs = Duration.ofSeconds(1);
        var brought = ask(ByKey.NONE, watched(FIRST, HOURS_AGO), watched(SECOND, HOURS_AGO));

        assertThat(brought.credited()).containsOnlyKeys(SECOND);
        assertThat(brought.trouble()).hasValueSatisfying(why -> assertThat(why).contains("asking for less"));
        assertThat(brought.next().span()).isLessThan(week());
    }

    @Test
    void asksForCanariesOfKeysThatAreNobodysMembersAnyMore() {
        var called = new CalledKey(THIRD, NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(2)));
        var brought = ask(new ByKey(Set.of(ENCRYPTS), List.of(called), Map.of(), week()), watched(FIRST, HOURS_AGO));

        assertThat(brought.credited())
                .containsEntry(
                        THIRD,
                        read(
                                NOW.minus(Duration.ofHours(3)),
                                NOW.minus(Duration.ofHours(2)).plusSeconds(300)));
    }

    @Test
    void endsWhileThereIsTimeToKeepWhatWasFound() {
        history.pages.put(FIRST, 1000);
        history.costs = Duration.ofSeconds(1);
        var lease = new FeedClaim.Lease(new UUID(0, 2), NOW.plusSeconds(120));
        var claim = new FeedClaim(FEED, foothold(), Coverage.NONE, lease, Duration.ofHours(6));
        var brought = new WholePlace(history, reader(), patience)
                .read(claim, List.of(watched(FIRST, HOURS_AGO)), HOURS_AGO, new Reach(NOW, lease.readUntil(real)));

        assertThat(real).isBefore(lease.ends().minusSeconds(25));
        assertThat(brought.credited()).isEmpty();
        assertThat(brought.trouble()).hasValueSatisfying(why -> assertThat(why).contains("asking for less"));
        assertThat(brought.next().span()).isEqualTo(Duration.ofHours(3));
        assertThat(brought.recordsASecond())
                .hasValueSatisfying(rate -> assertThat(rate).isPositive());
    }

    private KeyByKey.Brought ask(ByKey byKey, WatchedKey... watched) {
        var asked = byKey.equals(ByKey.NONE) ? new ByKey(Set.of(ENCRYPTS), List.of(), Map.of(), week()) : byKey;
        var lease = new FeedClaim.Lease(new UUID(0, 2), real.plusSeconds(80));
        var claim = new FeedClaim(FEED, foothold(), new Earned(Coverage.NONE, asked), lease, Duration.ofHours(6));
        return new KeyByKey(history, reader(), patience)
                .read(claim, List.of(watched), new Reach(NOW, lease.readUntil(real)))
                .orElseThrow();
    }

    private static RecordReader reader() {
        return new RecordReader(GivenAccounts.none());
    }

    private static Duration week() {
        return Duration.ofDays(7);
    }

    private static Coverage read(Instant from, Instant to) {
        return new Coverage(List.of(new Interval(from, to)));
    }

    private static KeyArn key(String id) {
        return KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/" + id);
    }

    private static WatchedKey watched(KeyArn keyArn, Instant since) {
        return new WatchedKey(
                new UUID(0, 1),
                keyArn,
                ENCRYPTS,
                new Span(since, Optional.empty()),
                new Condition(true, Optional.empty(), Optional.empty()));
    }

    private static Foothold foothold() {
        var footing = new Footing(List.of(), "history", Duration.ofDays(90), List.of());
        return Foothold.unseen("settings").after(new Foothold.Look(NOW, Reading.read(footing)));
    }

    /** An event history of so many pages a key, each of which takes its time. */
    private final class History extends SilentFeeds {
        private final Map<KeyArn, Integer> pages = new HashMap<>();
        private final Set<KeyArn> failing = new HashSet<>();
        private final List<KeyArn> asked = new ArrayList<>();
        private Duration costs = Duration.ZERO;

        @Override
        public Reading<Page> read(Feed feed, Query query, Optional<String> token) {
            real = real.plus(costs);
            var key = query.keyArn().orElse(FIRST);
            if (token.isEmpty()) {
                asked.add(key);
            }
            var page = token.map(Integer::parseInt).orElse(1);
            var last = pages.getOrDefault(key, 1);
            if (page.equals(last) && failing.contains(key)) {
                return new Reading.Unreadable<>("LookupEvents", "ThrottlingException", "Rate exceeded");
            }
            var next = page < last ? Optional.of(String.valueOf(page + 1)) : Optional.<String>empty();
            return Reading.read(new Page(Stream.of("{}").toList(), next, NOW));
        }
    }
}
