package dev.keysunset.watch.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.GivenAccounts;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.CallClass;
import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Queues.Content;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.Queues.Message;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.records.Quarantined;
import dev.keysunset.watch.records.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is deleted from a queue and what is not, against a ledger that refuses what the test wants it to. */
class QueueStepTest {
    private static final Feed FEED = new Feed(new Place("111122223333", "us-east-1"), Feed.Kind.QUEUE);
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final UUID RETIREMENT = new UUID(1, 1);

    private final List<Message> queue = new ArrayList<>();
    private final List<QueueLedger.Received> kept = new ArrayList<>();
    private final List<Optional<String>> told = new ArrayList<>();
    private boolean databaseIsAway;
    private boolean undeletable;
    private final QueueStep step = new QueueStep(
            new InMemory(), new Ledger(), new SilentFeeds(), new OneWatched(), new RecordReader(GivenAccounts.none()));

    @Test
    void deletesNothingWhileTheDatabaseIsAway() {
        queue.add(message("one", 1));
        queue.add(message("two", 7));
        databaseIsAway = true;
        assertThatThrownBy(this::round).hasMessage("away");
        assertThat(queue).hasSize(2);
        databaseIsAway = false;
        round();
        assertThat(queue).isEmpty();
    }

    /** It may be the database after all: only what was refused again and again is given up. */
    @Test
    void leavesARefusedMessageInTheQueueAtFirst() {
        queue.add(message("refused", 2));
        queue.add(message("good", 1));
        round();
        assertThat(queue).extracting(Message::receipt).containsExactly("refused");
        assertThat(quarantined()).containsExactly("good");
    }

    @Test
    void setsAsideWhatIsRefusedAgainAndAgain() {
        queue.add(message("refused", 3));
        queue.add(message("good", 1));
        round();
        assertThat(queue).isEmpty();
        assertThat(quarantined()).contains("good", "refused");
        assertThat(kept)
                .flatExtracting(received -> received.found().quarantined())
                .anySatisfy(aside -> assertThat(aside.why()).startsWith("cannot be stored"));
    }

    @Test
    void wakesWhoeverAnAnnouncementConcerns() {
        queue.add(new Message("word", new Content.Announcement(KEY, "{}"), Instant.EPOCH, 1));
        round();
        assertThat(kept)
                .flatExtracting(QueueLedger.Received::alarms)
                .containsExactly(new WatchedKeys.Alarm(RETIREMENT, Optional.empty()));
        assertThat(queue).isEmpty();
    }

    @Test
    void tellsOfWhatAwsDidNotDelete() {
        queue.add(message("one", 1));
        undeletable = true;
        assertThat(round()).isFalse();
        assertThat(told.getLast().orElseThrow()).contains("1 of 1");
        assertThat(kept).hasSize(1);
    }

    @Test
    void remembersTheOldestOfWhatCame() {
        queue.add(new Message("new", new Content.Foreign("test", "new"), Instant.EPOCH.plusSeconds(60), 1));
        queue.add(message("old", 1));
        round();
        assertThat(kept.getLast().oldest()).isEqualTo(Instant.EPOCH);
        assertThat(kept.getLast().count()).isEqualTo(2);
        assertThat(told.getLast()).isEmpty();
    }

    private boolean round() {
        return step.run(FEED, End.QUEUE, Duration.ofSeconds(1));
    }

    private List<String> quarantined() {
        return kept.stream()
                .flatMap(received -> received.found().quarantined().stream())
                .map(Quarantined::text)
                .toList();
    }

    private static Message message(String text, int receiveCount) {
        return new Message(text, new Content.Foreign("test", text), Instant.EPOCH, receiveCount);
    }

    private final class InMemory extends SilentFeeds {
        @Override
        public Reading<List<Message>> receive(Feed feed, End end, Duration wait) {
            return Reading.read(List.copyOf(queue));
        }

        @Override
        public Reading<List<Message>> delete(Feed feed, End end, List<Message> messages) {
            if (undeletable) {
                return Reading.read(messages);
            }
            queue.removeAll(messages);
            return Reading.read(List.of());
        }
    }

    private final class Ledger implements QueueLedger {
        @Override
        public void awake() {}

        @Override
        public void keep(Feed feed, End end, Received received) {
            var refused = received.found().quarantined().stream()
                    .anyMatch(aside ->
                            aside.text().equals("refused") && aside.why().equals("test"));
            if (databaseIsAway || refused) {
                throw new IllegalStateException(databaseIsAway ? "away" : "refused");
            }
            kept.add(received);
        }

        @Override
        public void fared(Feed feed, End end, Optional<String> trouble) {
            told.add(trouble);
        }
    }

    private static final class OneWatched implements WatchedKeys {
        @Override
        public List<WatchedKey> at(Collection<Place> places) {
            return List.of(new WatchedKey(
                    RETIREMENT,
                    KEY,
                    "ENCRYPT_DECRYPT",
                    new Span(Instant.EPOCH, Optional.of(Instant.EPOCH)),
                    new Condition(true, Optional.empty(), Optional.empty())));
        }

        @Override
        public SortedSet<CallClass> callable() {
            return new TreeSet<>();
        }

        @Override
        public void wake(Collection<Alarm> alarms) {}
    }
}
