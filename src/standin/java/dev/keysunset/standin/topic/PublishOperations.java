package dev.keysunset.standin.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.queue.Deliveries;
import dev.keysunset.standin.queue.MessageAttributes;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;

/** Publishing: data to CloudTrail. What a queue does not admit is lost; SNS tells the publisher nothing of it. */
final class PublishOperations {
    private static final String SERVICE = "sns.amazonaws.com";
    private static final int LONGEST = 262_144;
    private static final int LONGEST_SUBJECT = 100;
    private static final int MOST_ENTRIES = 10;

    private final Ground ground;
    private final Topics topics;
    private final Deliveries queues;

    PublishOperations(Ground ground, Topics topics, Deliveries queues) {
        this.ground = ground;
        this.topics = topics;
        this.queues = queues;
    }

    List<Operation> all() {
        return List.of(
                Operation.onData("Publish", this::publish), Operation.onData("PublishBatch", this::publishBatch));
    }

    private Answer publish(Call call) {
        var topic = topics.get(call.text("TopicArn")
                .or(() -> call.text("TargetArn"))
                .orElseThrow(
                        () -> TopicErrors.invalid("TopicArn or TargetArn Reason: no value for required parameter")));
        return Answer.read(Json.object().put("MessageId", publish(topic, call.parameters())));
    }

    private Answer publishBatch(Call call) {
        var topic = topics.get(TopicOperations.required(call, "TopicArn"));
        var entries = call.parameters().path("PublishBatchRequestEntries");
        if (entries.isEmpty()) {
            throw new AwsError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new AwsError(
                    "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }
        var answer = Json.object();
        var successful = answer.putArray("Successful");
        var failed = answer.putArray("Failed");
        for (var entry : entries) {
            var result = Json.object().put("Id", entry.path("Id").asText());
            try {
                successful.add(result.put("MessageId", publish(topic, entry)));
            } catch (AwsError error) {
                failed.add(result.put("Code", error.code())
                        .put("Message", error.text())
                        .put("SenderFault", true));
            }
        }
        return Answer.read(answer);
    }

    private String publish(Topic topic, JsonNode request) {
        var publication = publication(request);
        topic.publish(publication);
        topic.subscriptions().forEach(subscription -> deliver(topic, subscription, publication));
        return publication.messageId();
    }

    private Publication publication(JsonNode request) {
        var message = request.path("Message").asText();
        if (message.isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        if (message.length() > LONGEST) {
            throw TopicErrors.invalid("Message too long");
        }
        var subject = Optional.of(request.path("Subject").asText()).filter(text -> !text.isEmpty());
        if (subject.filter(text -> text.length() > LONGEST_SUBJECT || text.matches("(?s).*\\R.*"))
                .isPresent()) {
            throw TopicErrors.invalid("Subject");
        }
        var attributes = request.path("MessageAttributes") instanceof ObjectNode given ? given : Json.object();
        var publication = new Publication(
                ground.ids().uuid(),
                subject,
                message,
                attributes,
                request.path("MessageStructure").asText().equals("json"),
                ground.clock().now());
        publication.check();
        return publication;
    }

    /** Raw delivery hands the attributes on as the queue's own; otherwise they are inside the envelope. */
    private void deliver(Topic topic, Subscription subscription, Publication publication) {
        var carrier = new Deliveries.Carrier(SERVICE, topic.arn(), topic.place().account());
        if (subscription.raw()) {
            var attributes = MessageAttributes.read(publication.attributes());
            queues.bring(carrier, subscription.queue(), publication.forQueues(), attributes);
        } else {
            var envelope = publication.notification(
                    topic.arn(), subscription.arn(), topic.place().region());
            queues.bring(carrier, subscription.queue(), Json.write(envelope), MessageAttributes.none());
        }
    }
}
