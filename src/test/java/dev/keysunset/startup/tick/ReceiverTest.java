package dev.keysunset.startup.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.GivenAccounts;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.CallClass;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Queues.Content;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.Queues.Message;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.QueueLedger;
import dev.keysunset.watch.polling.QueueStep;
import dev.keysunset.watch.records.RecordReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final Feed FEED = new Feed(new Place("111122223333", "us-east-1"), Feed.Kind.QUEUE);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LinkedBlockingQueue<Message> sent = new LinkedBlockingQueue<>();
    private final Queue<Message> deleted = new ConcurrentLinkedQueue<>();
    private final Queue<Optional<String>> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final CountDownLatch mayKeep = new CountDownLatch(1);
    private volatile boolean awake = true;
    private final QueueStep step = new QueueStep(
            new InMemory(),
            new Ledger(),
            new SilentFeeds(),
            new NobodyWatched(),
            new RecordReader(GivenAccounts.none()));
    private final Receiver receiver = new Receiver(
            FEED,
            End.QUEUE,
            step,
            new Receiver.Patience(
                    Clock.systemUTC()::instant, LONG, Duration.ofMillis(10), Duration.ofMillis(40), () -> 0));

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void deletesWhatWasKept() {
        mayKeep.countDown();
        receiver.tend();
        sent.add(message("one"));
        sent.add(message("two"));
        await().until(() -> deleted.size() == 2);
    }

    @Test
    void restsAfterAFailureAndGoesOn() {
        mayKeep.countDown();
        failures.set(5);
        receiver.tend();
        sent.add(message("one"));
        await().until(() -> deleted.size() == 1);
        assertThat(told.stream().flatMap(Optional::stream)).hasSize(5).allMatch(why -> why.contains("Unreachable"));
    }

    @Test
    void restsLongerEachTimeUpToABoundAndNeverForTheSameTime() {
        var early = new Receiver.Patience(Instant::now, LONG, Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0);
        var late = new Receiver.Patience(Instant::now, LONG, Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 1);
        assertThat(late.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(late.after(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(late.after(1_000_000)).isEqualTo(Duration.ofSeconds(30));
        assertThat(early.after(3)).isEqualTo(Duration.ofSeconds(2));
    }

    /** What nobody could keep would come one step nearer to the dead letters for nothing. */
    @Test
    void receivesNothingWhileNothingCouldBeKept() {
        awake = false;
        mayKeep.countDown();
        sent.add(message("one"));
        receiver.tend();
        var before = receiver.lastRound();
        await().until(() -> receiver.lastRound().isAfter(before));
        assertThat(received.get()).isZero();
        awake = true;
        await().until(() -> deleted.size() == 1);
    }

    @Test
    void stopsWaitingAtOnceWhenItIsClosed() throws InterruptedException {
        receiver.tend();
        await().until(() -> received.get() == 1);
        receiver.close();
        assertThat(receiver.drain(Duration.ofSeconds(20))).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void keepsAndDeletesWhatItHasInItsHandsBeforeItEnds() throws InterruptedException {
        receiver.tend();
        sent.add(message("one"));
        await().until(sent::isEmpty);
        receiver.close();
        assertThat(receiver.drain(Duration.ofMillis(50))).isFalse();
        mayKeep.countDown();
        assertThat(receiver.drain(Duration.ofSeconds(20))).isTrue();
        assertThat(deleted).hasSize(1);
    }

    @Test
    void isThereAgainAfterItHasDied() {
        mayKeep.countDown();
        sent.add(message("deadly"));
        receiver.tend();
        // Its death is uncaught on purpose; Awaitility would throw it again here.
        await().dontCatchUncaughtExceptions().until(() -> {
            receiver.tend();
            return deleted.size() == 1;
        });
    }

    private static Message message(String receipt) {
        return new Message(receipt, new Content.Foreign("a test", receipt), Instant.EPOCH, 1);
    }

    /** A queue whose waiting calls are interrupted as those to AWS are. */
    private final class InMemory extends SilentFeeds {
        @Override
        public Reading<List<Message>> receive(Feed feed, End end, Duration wait) {
            received.incrementAndGet();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return new Reading.Unreadable<>("sqs:ReceiveMessage", "Unreachable", "as the test wants it");
            }
            try {
                return Reading.read(Optional.ofNullable(sent.poll(wait.toMillis(), TimeUnit.MILLISECONDS)).stream()
                        .toList());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Reading.Unreadable<>("sqs:ReceiveMessage", "Interrupted", "");
            }
        }

        @Override
        public Reading<List<Message>> delete(Feed feed, End end, List<Message> messages) {
            deleted.addAll(messages);
            return Reading.read(List.of());
        }
    }

    private final class Ledger implements QueueLedger {
        private final AtomicInteger deaths = new AtomicInteger(1);

        @Override
        public void awake() {
            if (!awake) {
                throw new IllegalStateException("as the test wants it");
            }
        }

        @Override
        public void keep(Feed feed, End end, Received what) {
            try {
                assertThat(mayKeep.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            var deadly = what.found().quarantined().stream()
                    .anyMatch(text -> text.text().equals("deadly"));
            if (deadly && deaths.getAndDecrement() > 0) {
                sent.add(message("deadly"));
                throw new LinkageError("as the test wants it");
            }
        }

        @Override
        public void fared(Feed feed, End end, Optional<String> trouble) {
            told.add(trouble);
        }
    }

    private static final class NobodyWatched implements WatchedKeys {
        @Override
        public List<WatchedKey> at(Collection<Place> places) {
            return List.of();
        }

        @Override
        public SortedSet<CallClass> callable() {
            return new TreeSet<>();
        }

        @Override
        public void wake(Collection<Alarm> alarms) {}
    }
}
