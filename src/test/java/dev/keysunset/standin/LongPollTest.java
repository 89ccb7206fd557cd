package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Consumers who wait for a message. Amazon SQS Developer Guide, "Amazon SQS short and long polling". */
class LongPollTest extends QueueFixture {
    @Test
    void wakesALongPollWhenAMessageArrives() {
        var url = queue("feed");
        var poll = CompletableFuture.supplyAsync(() -> longPoll(url, 20));
        send(url, "early or late");
        assertThat(poll.join().messages()).extracting(Message::body).containsExactly("early or late");
        assertThat(standIn.calls()).extracting(call -> call.action()).containsOnlyOnce("ReceiveMessage");
    }

    @Test
    void answersOthersWhileALongPollWaits() {
        var url = queue("feed");
        var poll = CompletableFuture.supplyAsync(() -> longPoll(url, 20));
        await().during(Duration.ofMillis(200)).until(() -> !poll.isDone());
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("0");
        send(url, "x");
        assertThat(poll.join().messages()).hasSize(1);
    }

    @Test
    void endsALongPollEmptyWhenItsTimeIsOver() {
        var url = queue("feed");
        var poll = CompletableFuture.supplyAsync(() -> longPoll(url, 20));
        assertThat(goesOnWithTheSeconds(poll).messages()).isEmpty();
    }

    @Test
    void wakesALongPollWhenAHiddenMessageShowsAgain() {
        var url = queue("feed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        send(url, "x");
        assertThat(receive(url)).hasSize(1);
        var poll = CompletableFuture.supplyAsync(() -> longPoll(url, 20));
        assertThat(goesOnWithTheSeconds(poll).messages()).hasSize(1);
    }

    @Test
    void refusesALongPollOnNoQueueAtOnce() {
        assertThatThrownBy(() -> longPoll(standIn.endpoint() + "/" + ACCOUNT + "/none", 20))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void endsALongPollWhenTheServerStops() {
        var stopping = StandIn.start(orderly());
        try (var others = new Clients(stopping)) {
            var client = others.sqs(ACCOUNT);
            var url = client.createQueue(r -> r.queueName("feed")).queueUrl();
            var poll = CompletableFuture.supplyAsync(
                    () -> client.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)));
            await().during(Duration.ofMillis(200)).until(() -> !poll.isDone());
            stopping.close();
            assertThatThrownBy(poll::join).hasCauseInstanceOf(SdkClientException.class);
        }
    }

    private void send(String url, String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    /** Lets second after second pass until the poll is over, whenever it came to the queue. */
    private ReceiveMessageResponse goesOnWithTheSeconds(CompletableFuture<ReceiveMessageResponse> poll) {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            real.pass(Duration.ofSeconds(1));
            return poll.isDone();
        });
        return poll.join();
    }

    private ReceiveMessageResponse longPoll(String url, int seconds) {
        return sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(seconds));
    }
}
