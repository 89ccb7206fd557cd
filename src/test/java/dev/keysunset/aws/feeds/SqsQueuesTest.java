package dev.keysunset.aws.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.cloudformation.QueueFeedStack;
import dev.keysunset.core.Effect;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Feed.Kind;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Queues;
import dev.keysunset.engine.Queues.Content;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.Queues.Message;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.queue.QueueBehaviour;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsQueuesTest extends AwsFixture {
    private static final Feed QUEUE = new Feed(PLACE, Kind.QUEUE);
    private static final Duration BRIEFLY = Duration.ofSeconds(1);
    private static final String ACCOUNT = "keysunset.aws.accounts.111122223333.";

    private final QueueFeedStack stack =
            QueueFeedStack.create(standIn, new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region()));
    private final Queues queues = queues(Map.of());

    private Queues queues(Map<String, String> changes) {
        var settings = new HashMap<String, String>();
        settings.put(ACCOUNT + "feeds", "logs,queue");
        settings.put(ACCOUNT + "queue-url", stack.queueUrl());
        settings.put(ACCOUNT + "dead-letter-queue-url", stack.deadLetterQueueUrl());
        settings.putAll(changes);
        return room(settings).queues();
    }

    @BeforeEach
    void keepChanceOff() {
        standIn.change(QueueBehaviour.DUPLICATES, 0.0);
        standIn.change(QueueBehaviour.EMPTY_RECEIVES, 0.0);
        standIn.clock().advance(Duration.ofMinutes(10));
        stack.empty();
    }

    @AfterEach
    void closeStack() {
        stack.close();
    }

    @Test
    void receivesTheRecordOfANeededKeyWithinAMinuteOfItsUse() {
        var key = key();
        room.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.DisableKey(key), standIn.clock().now().plusSeconds(30)),
                        Optional.empty());
        standIn.use(theirs(key), KeyUse.by("arn:aws:iam::111122223333:role/orders", "Decrypt"));
        standIn.clock().advance(Duration.ofMinutes(1));

        var received = receivedAll();
        assertThat(received)
                .extracting(message -> message.content().text())
                .anySatisfy(record -> assertThat(record)
                        .startsWith("{\"eventVersion\"")
                        .contains("\"eventName\":\"Decrypt\"", key + " is disabled."));
        assertThat(received).allSatisfy(message -> {
            assertThat(message.content()).isInstanceOf(Content.TrailRecord.class);
            assertThat(message.receiveCount()).isEqualTo(1);
            assertThat(message.sentAt()).isBetween(START, standIn.clock().now());
        });
    }

    /** A poll that AWS holds for longer than any other call may take is answered all the same. */
    @Test
    void waitsForAMessageLongerThanAnyCallMayTake() throws Exception {
        var impatient = queues(Map.of("keysunset.aws.call-timeout", "PT1S"));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var polled = callers.submit(() -> impatient.receive(QUEUE, End.QUEUE, Duration.ofSeconds(20)));
            var sent = CompletableFuture.runAsync(
                    () -> send("late"), CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS, callers));

            assertThat(polled.get().found().orElseThrow())
                    .extracting(message -> message.content().text())
                    .containsExactly("late");
            sent.get();
        }
    }

    @Test
    void findsNothingInAnEmptyQueue() {
        assertThat(queues.receive(QUEUE, End.QUEUE, BRIEFLY)).isEqualTo(Reading.read(List.of()));
    }

    @Test
    void handsOutAgainWhatWasNotDeletedAndCounts() {
        stack.sqs()
                .setQueueAttributes(request -> request.queueUrl(stack.queueUrl())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")));
        send("once");
        send("more");
        for (var expected = 1; expected <= 2; expected++) {
            assertThat(received(End.QUEUE)).extracting(Message::receiveCount).containsOnly(expected);
        }
        var last = received(End.QUEUE);
        assertThat(queues.delete(QUEUE, End.QUEUE, last)).isEqualTo(Reading.read(List.of()));
        assertThat(received(End.QUEUE)).isEmpty();
    }

    @Test
    void tellsWhichMessagesAwsDidNotDelete() {
        send("once");
        var good = received(End.QUEUE).getFirst();
        var bad = new Message("forged", good.content(), good.sentAt(), 1);
        assertThat(queues.delete(QUEUE, End.QUEUE, List.of(bad, good))).isEqualTo(Reading.read(List.of(bad)));
        assertThat(received(End.QUEUE)).isEmpty();
    }

    @Test
    void deletesMoreThanAwsTakesAtOnce() {
        for (var i = 0; i < 23; i++) {
            send("message " + i);
        }
        var all = receivedAll();
        assertThat(all).hasSize(23);
        assertThat(queues.delete(QUEUE, End.QUEUE, all)).isEqualTo(Reading.read(List.of()));
        assertThat(calls("DeleteMessageBatch")).as("of ten each").isEqualTo(3);
    }

    @Test
    void readsTheDeadLettersApart() {
        stack.sqs()
                .sendMessage(
                        request -> request.queueUrl(stack.deadLetterQueueUrl()).messageBody("given up"));
        assertThat(queues.hasDeadLetters(QUEUE)).isTrue();
        assertThat(queues.hasDeadLetters(new Feed(ELSEWHERE, Kind.QUEUE))).isFalse();
        assertThat(received(End.QUEUE)).isEmpty();
        assertThat(received(End.DEAD_LETTERS))
                .extracting(message -> message.content().text())
                .containsExactly("given up");
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void refusesAQueueOfAnotherAccountWithoutAskingAws(End end) {
        var before = calls("ReceiveMessage");
        var foreign = stack.queueUrl().replace("111122223333", "444455556666");
        var refused = queues(Map.of(ACCOUNT + "queue-url", foreign, ACCOUNT + "dead-letter-queue-url", foreign))
                .receive(QUEUE, end, BRIEFLY)
                .unreadable();
        assertThat(refused).get().satisfies(unreadable -> {
            assertThat(unreadable.code()).isEqualTo("NotConfigured");
            assertThat(unreadable.message()).contains("444455556666").contains("a queue of its own account");
        });
        assertThat(calls("ReceiveMessage")).isEqualTo(before);
    }

    @Test
    void callsAQueueThatDoesNotExistUnreadable() {
        var missing = queues(Map.of(ACCOUNT + "queue-url", stack.queueUrl() + "-other"));
        assertThat(missing.receive(QUEUE, End.QUEUE, BRIEFLY).unreadable())
                .get()
                .extracting(Reading.Unreadable::code)
                .asString()
                .contains("NonExistentQueue");
    }

    @Test
    void callsAQueueThatIsKeptFromUsUnreadable() {
        fault(FaultKind.ACCESS_DENIED, "ReceiveMessage");
        assertThat(queues.receive(QUEUE, End.QUEUE, BRIEFLY).unreadable())
                .get()
                .satisfies(unreadable -> assertThat(unreadable.denied()).isTrue());
    }

    @Test
    void triesAgainWhenAwsStumbles() {
        send("once");
        fault(FaultKind.ERROR_503, "ReceiveMessage", 2);
        assertThat(received(End.QUEUE)).hasSize(1);
    }

    @Test
    void namesTheRegionWhereItStandsForSeveral() {
        send("here");
        var pattern = standIn.endpoint() + "/{region}/111122223333/keysunset";
        assertThat(queues(Map.of(ACCOUNT + "queue-url", pattern))
                        .receive(QUEUE, End.QUEUE, BRIEFLY)
                        .found()
                        .orElseThrow())
                .hasSize(1);
    }

    private void send(String body) {
        stack.sqs().sendMessage(request -> request.queueUrl(stack.queueUrl()).messageBody(body));
    }

    private List<Message> received(End end) {
        return queues.receive(QUEUE, end, BRIEFLY).found().orElseThrow();
    }

    private List<Message> receivedAll() {
        var all = new ArrayList<Message>();
        for (var some = received(End.QUEUE); !some.isEmpty(); some = received(End.QUEUE)) {
            all.addAll(some);
        }
        return all;
    }
}
