package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Standard queues as whoever runs them meets them. Amazon SQS Developer Guide and API Reference. */
class QueueTest extends QueueFixture {
    @Test
    void createsFindsListsAndDeletesQueues() {
        var url = queue("feed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "120"));
        assertThat(url).isEqualTo(standIn.endpoint() + "/" + ACCOUNT + "/feed");
        assertThat(sqs.getQueueUrl(r -> r.queueName("feed")).queueUrl()).isEqualTo(url);
        assertThat(queue("feed")).isEqualTo(url);
        assertThat(errorOf(() -> queue("feed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")))
                        .errorCode())
                .isEqualTo("QueueAlreadyExists");
        queue("other");
        assertThat(sqs.listQueues(r -> r.queueNamePrefix("fe")).queueUrls()).containsExactly(url);
        sqs.deleteQueue(r -> r.queueUrl(url));
        assertThatThrownBy(() -> receive(url)).isInstanceOf(QueueDoesNotExistException.class);
        assertThat(errorOf(() -> queue("feed")).errorCode()).isEqualTo("AWS.SimpleQueueService.QueueDeletedRecently");
        standIn.clock().advance(Duration.ofSeconds(60));
        assertThat(queue("feed")).isEqualTo(url);
    }

    @Test
    void pagesTheQueuesOnlyForThoseWhoAsk() {
        List.of("a", "b", "c").forEach(this::queue);
        var first = sqs.listQueues(r -> r.maxResults(2));
        assertThat(first.queueUrls()).hasSize(2);
        var second = sqs.listQueues(r -> r.maxResults(2).nextToken(first.nextToken()));
        assertThat(second.queueUrls()).singleElement().asString().endsWith("/c");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void tellsWhatAQueueIsLike() {
        var url = queue("feed");
        var attributes = sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes)
                .containsEntry(QueueAttributeName.QUEUE_ARN, arn("feed"))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")
                .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1048576")
                .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")
                .containsEntry(QueueAttributeName.CREATED_TIMESTAMP, Long.toString(START.getEpochSecond()))
                .doesNotContainKey(QueueAttributeName.KMS_MASTER_KEY_ID);
        sqs.setQueueAttributes(
                r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/feed")));
        assertThat(attribute(url, QueueAttributeName.KMS_MASTER_KEY_ID)).isEqualTo("alias/feed");
        assertThat(attribute(url, QueueAttributeName.SQS_MANAGED_SSE_ENABLED)).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        VisibilityTimeout,              43201,  InvalidAttributeValue
        MessageRetentionPeriod,         59,     InvalidAttributeValue
        ReceiveMessageWaitTimeSeconds,  21,     InvalidAttributeValue
        DelaySeconds,                   901,    InvalidAttributeValue
        MaximumMessageSize,             1023,   InvalidAttributeValue
        Policy,                         nonsense, InvalidAttributeValue
        RedrivePolicy,                  nonsense, InvalidAttributeValue
        Colour,                         red,    InvalidAttributeName
        """)
    void refusesAttributesThatAreNone(String name, String value, String code) {
        var url = queue("feed");
        assertThat(errorOf(() ->
                                sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(name, value))))
                        .errorCode())
                .isEqualTo(code);
    }

    @Test
    void letsOnlyThoseInFromElsewhereWhomThePolicyNames() {
        var url = queue("feed");
        SqsClient stranger = clients.sqs(OTHER);
        assertThat(errorOf(() -> stranger.receiveMessage(r -> r.queueUrl(url))).errorMessage())
                .isEqualTo("User: arn:aws:iam::444455556666:user/admin is not authorized to perform: sqs:receivemessage"
                        + " on resource: " + arn("feed")
                        + " because no resource-based policy allows the sqs:receivemessage action");
        sqs.setQueueAttributes(r ->
                r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},\
                    "Action":"sqs:ReceiveMessage","Resource":"%s"}]}\
                    """.formatted(OTHER, arn("feed")))));
        assertThat(stranger.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
        assertThat(errorOf(() -> stranger.sendMessage(r -> r.queueUrl(url).messageBody("x")))
                        .errorCode())
                .isEqualTo("AccessDenied");
    }

    @Test
    void purgesAtMostOnceAMinute() {
        var url = queue("feed");
        send(url, "x");
        sqs.purgeQueue(r -> r.queueUrl(url));
        assertThat(receive(url)).isEmpty();
        assertThat(errorOf(() -> sqs.purgeQueue(r -> r.queueUrl(url))).errorCode())
                .isEqualTo("AWS.SimpleQueueService.PurgeQueueInProgress");
    }

    private void send(String url, String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }
}
