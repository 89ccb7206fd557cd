package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many effects and a small quota: in which order they reach AWS. */
class WaitingLineTest extends AwsFixture {
    /** Long enough between two turns for all to come and wait, on the slowest machine. */
    private static final Map<String, String> SLOW =
            Map.of("keysunset.aws.rates.state-changes", "0.2", "keysunset.aws.call-timeout", "PT60S");

    private final Stopwatch watch = new Stopwatch();

    /** Stands still until it is moved. */
    private static final class Stopwatch implements TimeMeter {
        private final AtomicLong nanos = new AtomicLong();

        void pass(Duration duration) {
            nanos.addAndGet(duration.toNanos());
        }

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void servesFirstWhatWasNeededLastAndLastWhatNobodyNeeded() {
        var needed = new ArrayList<Optional<Instant>>();
        needed.add(Optional.empty());
        for (var i = 0; i < 12; i++) {
            needed.add(Optional.of(START.minus(Duration.ofMinutes(i))));
        }
        Collections.shuffle(needed, new Random(7));

        assertThat(served(needed))
                .isSortedAccordingTo(Comparator.comparing((Optional<Instant> since) -> since.orElse(Instant.MIN))
                        .reversed());
    }

    @Test
    void letsTheKeyThatIsNeededGoFirstOnItsWayToAws() {
        var slow = room(SLOW);
        enable(slow, key(), Optional.empty());
        var ordered = key();
        var needed = key();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = List.of(
                    CompletableFuture.supplyAsync(() -> enable(slow, ordered, Optional.empty()), threads),
                    CompletableFuture.supplyAsync(() -> enable(slow, needed, Optional.of(START)), threads));
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(Outcome.Done.class));
        }
        assertThat(enabled(List.of(ordered, needed))).containsExactly(needed, ordered);
    }

    @Test
    void saysOfAnEffectWhoseTurnDidNotComeThatItWasNotSent() {
        var hasty = room(Map.of("keysunset.aws.rates.state-changes", "0.01", "keysunset.aws.call-timeout", "PT1S"));
        enable(hasty, key(), Optional.empty());
        var late = key();

        assertThat(enable(hasty, late, Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Outcome.Refused.NOT_SENT));
        assertThat(enabled(List.of(late))).isEmpty();
    }

    @Test
    void sparesTurnsForWhatCanWaitOnlyWhenNobodyHasReadForAWhile() {
        var line = new WaitingLine(0.5, watch);
        assertThat(spared(line)).isTrue();
        watch.pass(Duration.ofSeconds(2));
        assertThat(came(line, Optional.empty(), Duration.ZERO)).isTrue();
        for (var second = 0; second <= 20; second += 2) {
            assertThat(spared(line)).as("%d s after the watch has read", second).isFalse();
            watch.pass(Duration.ofSeconds(2));
        }
        assertThat(spared(line)).isTrue();
        assertThat(spared(line)).as("within the limit all the same").isFalse();
    }

    /** In which order turns come once all wait. */
    private List<Optional<Instant>> served(List<Optional<Instant>> needed) {
        var line = new WaitingLine(10, watch);
        var interval = Duration.ofMillis(100);
        var served = Collections.synchronizedList(new ArrayList<Optional<Instant>>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (came(line, Optional.empty(), Duration.ZERO)) {
                // The watch stands still: the burst ends.
            }
            needed.forEach(since -> threads.execute(() -> {
                if (came(line, since, Duration.ofMinutes(1))) {
                    served.add(since);
                }
            }));
            await().until(() -> line.waiting() == needed.size());
            for (var i = 1; i <= needed.size(); i++) {
                var turn = i;
                watch.pass(interval);
                await().until(() -> served.size() == turn);
            }
        }
        return served;
    }

    private static boolean spared(WaitingLine line) {
        try {
            return line.spare(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean came(WaitingLine line, Optional<Instant> since, Duration patience) {
        try {
            return line.came(since, patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome enable(Room room, KeyArn key, Optional<Instant> neededAt) {
        var effect = new EffectRecord(
                UUID.randomUUID(),
                new Effect.EnableKey(key),
                START,
                START.plus(Duration.ofMinutes(10)),
                new Outcome.Unknown());
        return room.keys().perform(RETIREMENT, effect, neededAt);
    }

    /** As AWS received them. */
    private List<KeyArn> enabled(List<KeyArn> keys) {
        return standIn.calls().stream()
                .filter(call -> call.received().action().equals("EnableKey"))
                .flatMap(call -> call.key().stream())
                .map(key -> KeyArn.of(key.toString()))
                .filter(keys::contains)
                .toList();
    }
}
