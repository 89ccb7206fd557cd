package dev.keysunset.standin.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.queue.QueueArn;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.Collection;
import java.util.List;

/** Topics and subscriptions as calls. Amazon SNS API Reference. */
final class TopicOperations {
    private static final String RAW = "RawMessageDelivery";

    private final Topics topics;
    private final Ids ids;

    TopicOperations(Topics topics, Ids ids) {
        this.topics = topics;
        this.ids = ids;
    }

    List<Operation> all() {
        return List.of(
                Operation.writing("CreateTopic", this::createTopic),
                Operation.writing("DeleteTopic", this::deleteTopic),
                Operation.writing("SetTopicAttributes", this::setTopicAttributes),
                Operation.writing("Subscribe", this::subscribe),
                Operation.writing("Unsubscribe", this::unsubscribe),
                Operation.reading("GetTopicAttributes", this::getTopicAttributes),
                Operation.reading("ListTopics", this::listTopics),
                Operation.reading("ListSubscriptionsByTopic", this::listSubscriptionsByTopic));
    }

    private Answer createTopic(Call call) {
        var name = required(call, "Name");
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw TopicErrors.invalid("Topic Name");
        }
        var topic = topics.create(call.requiredPlace(), name);
        topic.attributes().putAll(Json.strings(call.parameters().path("Attributes")));
        return Answer.told(Json.object().put("TopicArn", topic.arn()));
    }

    /** Deleting what is not there is no error. */
    private Answer deleteTopic(Call call) {
        topics.delete(required(call, "TopicArn"));
        return Answer.done();
    }

    private Answer setTopicAttributes(Call call) {
        topic(call)
                .attributes()
                .put(
                        required(call, "AttributeName"),
                        call.text("AttributeValue").orElse(""));
        return Answer.done();
    }

    private Answer subscribe(Call call) {
        var topic = topic(call);
        if (!required(call, "Protocol").equals("sqs")) {
            throw TopicErrors.invalid("Protocol: only sqs is delivered here");
        }
        var queue =
                QueueArn.parse(required(call, "Endpoint")).orElseThrow(() -> TopicErrors.invalid("SQS endpoint ARN"));
        var raw = call.parameters().path("Attributes").path(RAW).asBoolean();
        var known = topic.subscriptions().stream()
                .filter(subscription -> subscription.queue().equals(queue))
                .findFirst();
        var subscription = known.orElseGet(() -> {
            var added = new Subscription(
                    topic.arn() + ":" + ids.uuid(), call.requiredPlace().account(), queue, raw);
            topic.subscribe(added);
            return added;
        });
        return Answer.told(Json.object().put("SubscriptionArn", subscription.arn()));
    }

    private Answer unsubscribe(Call call) {
        var arn = required(call, "SubscriptionArn");
        topics.in(call.requiredPlace()).forEach(topic -> topic.unsubscribe(arn));
        return Answer.done();
    }

    private ObjectNode getTopicAttributes(Call call) {
        var topic = topic(call);
        var answer = Json.object();
        var attributes = answer.putObject("Attributes")
                .put("TopicArn", topic.arn())
                .put("Owner", topic.place().account())
                .put("DisplayName", "")
                .put(
                        "SubscriptionsConfirmed",
                        Integer.toString(topic.subscriptions().size()))
                .put("SubscriptionsPending", "0")
                .put("SubscriptionsDeleted", "0");
        topic.attributes().forEach(attributes::put);
        return answer;
    }

    private ObjectNode listTopics(Call call) {
        var listed = topics.in(call.requiredPlace()).stream()
                .map(topic -> Json.object().put("TopicArn", topic.arn()))
                .toList();
        return listing("Topics", listed);
    }

    private ObjectNode listSubscriptionsByTopic(Call call) {
        var topic = topic(call);
        var listed = topic.subscriptions().stream()
                .map(subscription -> Json.object()
                        .put("SubscriptionArn", subscription.arn())
                        .put("Owner", subscription.owner())
                        .put("Protocol", "sqs")
                        .put("Endpoint", subscription.queue().toString())
                        .put("TopicArn", topic.arn()))
                .toList();
        return listing("Subscriptions", listed);
    }

    private static ObjectNode listing(String member, Collection<? extends JsonNode> items) {
        var answer = Json.object();
        answer.putArray(member).addAll(items);
        return answer;
    }

    private Topic topic(Call call) {
        return topics.get(required(call, "TopicArn"));
    }

    static String required(Call call, String member) {
        return call.text(member).filter(text -> !text.isEmpty()).orElseThrow(() -> TopicErrors.invalid(member));
    }
}
