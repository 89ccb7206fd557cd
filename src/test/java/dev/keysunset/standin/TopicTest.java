package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Topics as a publisher and a queue behind them meet them. Amazon SNS Developer Guide. */
class TopicTest extends QueueFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final SnsClient sns = clients.sns(ACCOUNT);

    @Test
    void wrapsWhatItDeliversInANotification() throws JsonProcessingException {
        var topic = topic();
        var url = subscribed(topic, Map.of());
        var id = sns.publish(r -> r.topicArn(topic)
                        .subject("Key in use")
                        .message("<a> & \"b\"")
                        .messageAttributes(Map.of("kind", attribute())))
                .messageId();
        var body = MAPPER.readTree(receive(url).getFirst().body());
        assertThat(body.path("Type").asText()).isEqualTo("Notification");
        assertThat(body.path("MessageId").asText()).isEqualTo(id);
        assertThat(body.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(body.path("Subject").asText()).isEqualTo("Key in use");
        assertThat(body.path("Message").asText()).isEqualTo("<a> & \"b\"");
        assertThat(body.path("Timestamp").asText()).isEqualTo(START.toString());
        assertThat(body.path("MessageAttributes").path("kind").path("Value").asText())
                .isEqualTo("alarm");
    }

    @Test
    void deliversRawToThoseWhoAskForIt() {
        var topic = topic();
        var url = subscribed(topic, Map.of("RawMessageDelivery", "true"));
        sns.publish(r -> r.topicArn(topic).message("x").messageAttributes(Map.of("kind", attribute())));
        var message = receive(url).getFirst();
        assertThat(message.body()).isEqualTo("x");
        assertThat(message.messageAttributes()).containsOnlyKeys("kind");
    }

    @Test
    void givesEachProtocolItsOwnText() {
        var topic = topic();
        var url = subscribed(topic, Map.of("RawMessageDelivery", "true"));
        sns.publish(r ->
                r.topicArn(topic).messageStructure("json").message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));
        assertThat(receive(url)).extracting(message -> message.body()).containsExactly("for queues");
        assertThat(errorOf(() -> sns.publish(
                                r -> r.topicArn(topic).messageStructure("json").message("{\"sqs\":\"x\"}")))
                        .errorMessage())
                .isEqualTo("Invalid parameter: Message Structure - No default entry in JSON message body");
    }

    @Test
    void losesWhatTheQueueDoesNotAdmit() {
        var topic = topic();
        var url = queue("feed");
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn("feed")));
        sns.publish(r -> r.topicArn(topic).message("x"));
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void keepsTopicsAndSubscriptions() {
        var topic = topic();
        assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:" + ACCOUNT + ":alarms");
        assertThat(topic()).isEqualTo(topic);
        subscribed(topic, Map.of());
        assertThat(sns.listTopics().topics())
                .extracting(listed -> listed.topicArn())
                .containsExactly(topic);
        var subscription = sns.listSubscriptionsByTopic(r -> r.topicArn(topic))
                .subscriptions()
                .getFirst();
        assertThat(subscription.endpoint()).isEqualTo(arn("feed"));
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsConfirmed", "1")
                .containsEntry("Owner", ACCOUNT);
        sns.unsubscribe(r -> r.subscriptionArn(subscription.subscriptionArn()));
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .isEmpty();
        sns.deleteTopic(r -> r.topicArn(topic));
        assertThat(errorOf(() -> sns.publish(r -> r.topicArn(topic).message("x")))
                        .errorCode())
                .isEqualTo("NotFound");
    }

    @Test
    void answersEachEntryOfABatchForItself() {
        var topic = topic();
        var answer = sns.publishBatch(r -> r.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("1").message("x").build(),
                        PublishBatchRequestEntry.builder()
                                .id("2")
                                .message("y")
                                .messageStructure("json")
                                .build()));
        assertThat(answer.successful()).extracting(entry -> entry.id()).containsExactly("1");
        assertThat(answer.failed()).extracting(entry -> entry.code()).containsExactly("InvalidParameter");
    }

    @Test
    void admitsPublishersFromElsewhereOnlyByPolicy() {
        var topic = topic();
        var stranger = clients.sns(OTHER);
        assertThat(errorOf(() -> stranger.publish(r -> r.topicArn(topic).message("x")))
                        .errorCode())
                .isEqualTo("AuthorizationError");
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("Policy").attributeValue("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
                    "Action":"sns:Publish","Resource":"%s"}]}\
                    """.formatted(OTHER, topic)));
        assertThat(stranger.publish(r -> r.topicArn(topic).message("x")).messageId())
                .isNotEmpty();
    }

    @Test
    void showsTestsWhatWasPublished() throws IOException, InterruptedException {
        var topic = topic();
        sns.publish(r -> r.topicArn(topic).subject("s").message("m"));
        var topics = control("/topics").path("topics");
        assertThat(topics.path(0).path("topicArn").asText()).isEqualTo(topic);
        assertThat(topics.path(0).path("messages").path(0).path("message").asText())
                .isEqualTo("m");
        assertThat(control("/events").path("lost").asInt()).isZero();
    }

    private JsonNode control(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(standIn.endpoint().resolve("/_standin" + path))
                    .build();
            return MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    private String topic() {
        return sns.createTopic(r -> r.name("alarms")).topicArn();
    }

    private String subscribed(String topic, Map<String, String> attributes) {
        var url = queue("feed", Map.of(QueueAttributeName.POLICY, """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
            "Action":"sqs:SendMessage","Resource":"%s",\
            "Condition":{"ArnLike":{"aws:SourceArn":"%s"}}}]}\
            """.formatted(arn("feed"), topic)));
        sns.subscribe(
                r -> r.topicArn(topic).protocol("sqs").endpoint(arn("feed")).attributes(attributes));
        return url;
    }

    private static MessageAttributeValue attribute() {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("alarm")
                .build();
    }
}
