package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.queue.QueueBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Messages as a consumer meets them. Amazon SQS Developer Guide and API Reference. */
class MessagesTest extends QueueFixture {
    @Test
    void handsAMessageOutWithWhatIsKnownOfIt() {
        var url = queue("feed");
        var sent = sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("Grüße & <tags>")
                .messageAttributes(Map.of(
                        "kind", text("alarm"),
                        "count",
                                MessageAttributeValue.builder()
                                        .dataType("Number.int")
                                        .stringValue("3")
                                        .build(),
                        "blob",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromUtf8String("raw"))
                                        .build())));
        var received = receive(url).getFirst();
        // The SDK itself compares the digests of body and attributes with its own.
        assertThat(received.messageId()).isEqualTo(sent.messageId());
        assertThat(received.body()).isEqualTo("Grüße & <tags>");
        assertThat(received.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(received.messageAttributes()).containsOnlyKeys("kind", "count", "blob");
        assertThat(received.messageAttributes())
                .hasEntrySatisfying(
                        "blob",
                        blob -> assertThat(blob.binaryValue().asUtf8String()).isEqualTo("raw"));
        assertThat(received.attributes())
                .containsEntry(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(START.toEpochMilli()))
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKeys(
                        MessageSystemAttributeName.SENDER_ID,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    }

    @Test
    void showsOnlyTheAttributesAskedFor() {
        var url = queue("feed");
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("x")
                .messageAttributes(Map.of("a.one", text("1"), "a.two", text("2"), "b", text("3"))));
        var received = sqs.receiveMessage(r -> r.queueUrl(url).messageAttributeNames("a.*"))
                .messages()
                .getFirst();
        assertThat(received.messageAttributes()).containsOnlyKeys("a.one", "a.two");
        assertThat(received.attributes()).isEmpty();
    }

    @Test
    void hidesAMessageForItsVisibilityTimeoutInRealTime() {
        var url = queue("feed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        send(url, "x");
        assertThat(receive(url)).hasSize(1);
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(receive(url)).isEmpty();
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("0");
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");
        real.pass(Duration.ofSeconds(1));
        var again = receive(url).getFirst();
        assertThat(again.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    void letsAConsumerKeepAMessageForLongerOrGiveItBack() {
        var url = queue("feed");
        send(url, "x");
        var first = receive(url).getFirst();
        sqs.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
        assertThat(errorOf(() -> sqs.changeMessageVisibility(r -> r.queueUrl(url)
                                .receiptHandle(first.receiptHandle())
                                .visibilityTimeout(5)))
                        .errorCode())
                .isEqualTo("AWS.SimpleQueueService.MessageNotInflight");
        assertThat(receive(url)).extracting(Message::body).containsExactly("x");
    }

    @Test
    void deletesNothingByAHandleThatALaterReceiveReplaced() {
        var url = queue("feed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        send(url, "x");
        var old = receive(url).getFirst();
        var latest = receive(url).getFirst();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(old.receiptHandle()));
        assertThat(receive(url)).hasSize(1);
        var newest = receive(url).getFirst();
        assertThat(newest.receiptHandle()).isNotEqualTo(latest.receiptHandle());
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(newest.receiptHandle()));
        assertThat(receive(url)).isEmpty();
        assertThat(errorOf(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("nonsense")))
                        .errorCode())
                .isEqualTo("ReceiptHandleIsInvalid");
    }

    @Test
    void forgetsMessagesAfterTheirRetentionInDomainTime() {
        var url = queue("feed", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
        send(url, "x");
        standIn.clock().advance(Duration.ofSeconds(59));
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("1");
        standIn.clock().advance(Duration.ofSeconds(1));
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void answersEachEntryOfABatchForItself() {
        var url = queue("feed");
        var sent = sqs.sendMessageBatch(
                r -> r.queueUrl(url).entries(List.of(toSend("good", "x"), toSend("bad", "\u0001"))));
        assertThat(sent.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(sent.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("bad");
            assertThat(failed.code()).isEqualTo("InvalidMessageContents");
            assertThat(failed.senderFault()).isTrue();
        });
        var handle = receive(url).getFirst().receiptHandle();
        var deleted = sqs.deleteMessageBatch(
                r -> r.queueUrl(url).entries(List.of(toDelete("1", handle), toDelete("2", "nonsense"))));
        assertThat(deleted.successful()).hasSize(1);
        assertThat(deleted.failed()).extracting(entry -> entry.code()).containsExactly("ReceiptHandleIsInvalid");
        assertThat(errorOf(() -> sqs.deleteMessageBatch(
                                r -> r.queueUrl(url).entries(List.of(toDelete("1", handle), toDelete("1", handle)))))
                        .errorCode())
                .isEqualTo("AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        11, 0,      0
        0,  0,      0
        1,  21,     0
        1,  0,      43201
        """)
    void refusesReceivesOutsideOfTheLimits(int most, int wait, int visibility) {
        var url = queue("feed");
        assertThat(errorOf(() -> sqs.receiveMessage(r -> r.queueUrl(url)
                                .maxNumberOfMessages(most)
                                .waitTimeSeconds(wait)
                                .visibilityTimeout(visibility)))
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void stopsAtTheLimitOfMessagesInFlight() {
        try (var small = StandIn.start(orderly().with(QueueBehaviour.IN_FLIGHT_LIMIT, 1));
                var others = new Clients(small)) {
            var client = others.sqs(ACCOUNT);
            var url = client.createQueue(r -> r.queueName("feed")).queueUrl();
            client.sendMessage(r -> r.queueUrl(url).messageBody("1"));
            client.sendMessage(r -> r.queueUrl(url).messageBody("2"));
            assertThat(client.receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
            assertThat(errorOf(() -> client.receiveMessage(r -> r.queueUrl(url)))
                            .errorCode())
                    .isEqualTo("OverLimit");
        }
    }

    @Test
    void mayDeliverTwiceOutOfOrderOrNothingThisTime() {
        try (var careless = StandIn.start(
                        options().with(QueueBehaviour.DUPLICATES, 1.0).with(QueueBehaviour.EMPTY_RECEIVES, 0.5));
                var others = new Clients(careless)) {
            var client = others.sqs(ACCOUNT);
            var url = client.createQueue(r -> r.queueName("feed")).queueUrl();
            for (int i = 0; i < 5; i++) {
                var body = Integer.toString(i);
                client.sendMessage(r -> r.queueUrl(url).messageBody(body));
            }
            var bodies = new ArrayList<String>();
            var empty = 0;
            while (bodies.size() < 10) {
                var got = client.receiveMessage(r -> r.queueUrl(url)).messages();
                empty += got.isEmpty() ? 1 : 0;
                got.forEach(message -> bodies.add(message.body()));
            }
            assertThat(bodies).containsExactlyInAnyOrder("0", "0", "1", "1", "2", "2", "3", "3", "4", "4");
            assertThat(bodies).isNotEqualTo(bodies.stream().sorted().toList());
            assertThat(empty).isPositive();
        }
    }

    private void send(String url, String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private static SendMessageBatchRequestEntry toSend(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static DeleteMessageBatchRequestEntry toDelete(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
