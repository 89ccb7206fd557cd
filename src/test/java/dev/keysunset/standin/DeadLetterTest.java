package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keysunset.standin.key.KeyArn;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What becomes of messages nobody can work off, and of queues whose key cannot be used. */
class DeadLetterTest extends QueueFixture {

    @Test
    void givesUpWhatWasReceivedTooOften() {
        var dead = queue("dead");
        var url = source(2);
        send(url, "poison");
        var first = receive(url).getFirst();
        assertThat(receive(url)).hasSize(1);
        assertThat(receive(url)).isEmpty();
        var given = receive(dead).getFirst();
        assertThat(given.messageId()).isEqualTo(first.messageId());
        assertThat(given.attributes())
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, arn("feed"))
                .containsEntry(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(START.toEpochMilli()));
        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
                .containsExactly(url);
    }

    @Test
    void keepsTheMessageWhenThereIsNoQueueToGiveItTo() {
        var url = source(1);
        send(url, "poison");
        assertThat(receive(url)).hasSize(1);
        assertThat(receive(url)).hasSize(1);
    }

    @Test
    void movesDeadLettersBackToWhereTheyCameFrom() {
        queue("dead");
        var url = source(1);
        send(url, "one");
        send(url, "two");
        assertThat(receive(url)).hasSize(2);
        assertThat(receive(url)).isEmpty();
        sqs.startMessageMoveTask(r -> r.sourceArn(arn("dead")).maxNumberOfMessagesPerSecond(1));
        assertThat(errorOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn("dead"))))
                        .errorMessage())
                .startsWith("There is already a task running.");
        standIn.clock().advance(Duration.ofSeconds(1));
        assertThat(task().status()).isEqualTo("RUNNING");
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(1);
        standIn.clock().advance(Duration.ofSeconds(1));
        assertThat(task().status()).isEqualTo("COMPLETED");
        assertThat(task().taskHandle()).isNull();
        assertThat(receive(url)).extracting(Message::body).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void failsToMoveWhatCameFromNowhere() {
        var dead = queue("dead");
        source(1);
        send(dead, "sent here directly");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn("dead")));
        standIn.clock().advance(Duration.ofSeconds(1));
        assertThat(task().status()).isEqualTo("FAILED");
        assertThat(task().failureReason()).isEqualTo("CouldNotDetermineMessageSource");
    }

    @Test
    void movesOnlyOutOfDeadLetterQueues() {
        queue("feed");
        assertThat(errorOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn("feed"))))
                        .errorMessage())
                .isEqualTo("Source queue must be configured as a Dead Letter Queue.");
        assertThat(errorOf(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arn("none"))))
                        .errorCode())
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void stopsAMoveThatIsCancelled() {
        queue("dead");
        var url = source(1);
        send(url, "one");
        receive(url);
        assertThat(receive(url)).isEmpty();
        var handle = sqs.startMessageMoveTask(r -> r.sourceArn(arn("dead"))).taskHandle();
        assertThat(sqs.cancelMessageMoveTask(r -> r.taskHandle(handle)).approximateNumberOfMessagesMoved())
                .isZero();
        standIn.clock().advance(Duration.ofSeconds(5));
        assertThat(task().status()).isEqualTo("CANCELLED");
    }

    @Test
    void noticesADisabledKeyOnlyWhenItsDataKeyHasServed() {
        var key = key();
        var url = encrypted(key);
        send(url, "x");
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        send(url, "y");
        assertThat(receive(url)).hasSize(2);
        standIn.clock().advance(Duration.ofMinutes(5));
        assertThat(errorOf(() -> send(url, "z")).errorCode()).isEqualTo("KMS.DisabledException");
        assertThat(catchThrowable(() -> receive(url)))
                .isInstanceOf(KmsDisabledException.class)
                .hasMessageContaining(key + " is disabled.");
        assertThat(standIn.calls()).anySatisfy(call -> {
            assertThat(call.action()).isEqualTo("GenerateDataKey");
            assertThat(call.errorCode()).contains("DisabledException");
        });
    }

    @Test
    void saysSoWhenTheKeyAwaitsDeletion() {
        var key = key();
        var url = encrypted(key);
        clients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key.toString()));
        assertThat(errorOf(() -> send(url, "x")).errorCode())
                .isIn("KMS.InvalidStateException", "KMS.DisabledException");
    }

    private String encrypted(KeyArn key) {
        return queue(
                "feed",
                Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key.id(), QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    }

    /** A queue whose messages are visible at once again, so that receives count up. */
    private String source(int maxReceiveCount) {
        var redrive =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}".formatted(arn("dead"), maxReceiveCount);
        return queue(
                "feed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0", QueueAttributeName.REDRIVE_POLICY, redrive));
    }

    private void send(String url, String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private ListMessageMoveTasksResultEntry task() {
        return sqs.listMessageMoveTasks(r -> r.sourceArn(arn("dead"))).results().getFirst();
    }
}
