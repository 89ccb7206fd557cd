package dev.keysunset.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.key.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The stack of queue-feed.yaml in one place of a stand-in, laid out by its account's administrator. */
public final class QueueFeedStack implements AutoCloseable {
    public static final String TEMPLATE = "queue-feed.yaml";

    private final Template template;
    private final Place place;
    private final KmsClient kms;
    private final SqsClient sqs;
    private final EventBridgeClient events;

    private QueueFeedStack(StandIn standIn, Place place, Map<String, String> parameters) {
        this.template = Template.read(TEMPLATE, place, parameters);
        this.place = place;
        this.kms = client(KmsClient.builder(), standIn, place).build();
        this.sqs = client(SqsClient.builder(), standIn, place).build();
        this.events = events(standIn, place);
    }

    public static QueueFeedStack create(StandIn standIn, Place place) {
        return create(standIn, place, Map.of());
    }

    public static QueueFeedStack create(StandIn standIn, Place place, Map<String, String> parameters) {
        var stack = new QueueFeedStack(standIn, place, parameters);
        stack.key();
        stack.queue("DeadLetterQueue");
        stack.queue("Queue");
        stack.rule();
        stack.policy("QueuePolicy");
        stack.policy("DeadLetterQueuePolicy");
        return stack;
    }

    /** The administrator's client of the stack's place. */
    public SqsClient sqs() {
        return sqs;
    }

    public EventBridgeClient events() {
        return events;
    }

    public String queueUrl() {
        return url("Queue");
    }

    public String deadLetterQueueUrl() {
        return url("DeadLetterQueue");
    }

    public String ruleName() {
        return template.properties("Rule").path("Name").asText();
    }

    /** Takes out what short polls find, such as the events that laying out the stack itself has caused. */
    public void empty() {
        for (var some = received(); !some.isEmpty(); some = received()) {
            some.forEach(message ->
                    sqs.deleteMessage(request -> request.queueUrl(queueUrl()).receiptHandle(message.receiptHandle())));
        }
    }

    private List<Message> received() {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl()).maxNumberOfMessages(10))
                .messages();
    }

    private void key() {
        if (template.type("Key").isPresent()) {
            var properties = template.properties("Key");
            var created = kms.createKey(
                    request -> request.policy(properties.path("KeyPolicy").toString()));
            template.know("Key", created.keyMetadata().keyId());
        }
    }

    private void queue(String resource) {
        var properties = template.properties(resource);
        var name = properties.path("QueueName").asText();
        var attributes = new TreeMap<QueueAttributeName, String>();
        properties.properties().forEach(property -> {
            if (!property.getKey().equals("QueueName")) {
                attributes.put(QueueAttributeName.fromValue(property.getKey()), text(property.getValue()));
            }
        });
        var url = sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
        template.know(resource, url);
        template.know(resource + ".Arn", String.join(":", "arn:aws:sqs", place.region(), place.account(), name));
    }

    private void policy(String resource) {
        var properties = template.properties(resource);
        properties
                .path("Queues")
                .forEach(url -> sqs.setQueueAttributes(request -> request.queueUrl(url.asText())
                        .attributes(Map.of(
                                QueueAttributeName.POLICY,
                                properties.path("PolicyDocument").toString()))));
    }

    private void rule() {
        var properties = template.properties("Rule");
        var arn = events.putRule(request -> request.name(properties.path("Name").asText())
                        .description(properties.path("Description").asText())
                        .state(properties.path("State").asText())
                        .eventPattern(properties.path("EventPattern").toString()))
                .ruleArn();
        template.know("Rule", ruleName());
        template.know("Rule.Arn", arn);
        events.putTargets(request -> request.rule(ruleName()).targets(targets(properties)));
    }

    private static List<Target> targets(JsonNode rule) {
        return rule.path("Targets").findParents("Id").stream()
                .map(target -> Target.builder()
                        .id(target.path("Id").asText())
                        .arn(target.path("Arn").asText())
                        .deadLetterConfig(letters -> letters.arn(
                                target.path("DeadLetterConfig").path("Arn").asText()))
                        .build())
                .toList();
    }

    private String url(String resource) {
        return sqs.getQueueUrl(request -> request.queueName(
                        template.properties(resource).path("QueueName").asText()))
                .queueUrl();
    }

    /** An administrator's client. */
    static EventBridgeClient events(StandIn standIn, Place place) {
        return client(EventBridgeClient.builder(), standIn, place).build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B client(B builder, StandIn standIn, Place place) {
        var administrator = AwsBasicCredentials.create(place.account(), StandInOptions.STANDARD_SECRET);
        return builder.endpointOverride(standIn.endpoint())
                .region(Region.of(place.region()))
                .credentialsProvider(StaticCredentialsProvider.create(administrator));
    }

    /** Attributes of queues are texts, whatever they say. */
    private static String text(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isContainerNode)
                .map(JsonNode::toString)
                .orElseGet(value::asText);
    }

    @Override
    public void close() {
        kms.close();
        sqs.close();
        events.close();
    }
}
