package dev.keysunset.standin.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was published.
 *
 * @param attributes {@code {DataType, StringValue | BinaryValue}} by name
 * @param structured whether the message is JSON with a text for each protocol
 */
public record Publication(
        String messageId,
        Optional<String> subject,
        String message,
        ObjectNode attributes,
        boolean structured,
        Instant time) {

    /** What subscribers that are queues get to read. */
    String forQueues() {
        if (!structured) {
            return message;
        }
        var texts = Json.readObject(message);
        return texts.path("sqs").asText(texts.path("default").asText());
    }

    /** The message as SNS wraps it. Amazon SNS Developer Guide, "Amazon SNS message format". */
    ObjectNode notification(String topicArn, String subscriptionArn, String region) {
        var json = Json.object()
                .put("Type", "Notification")
                .put("MessageId", messageId)
                .put("TopicArn", topicArn);
        subject.ifPresent(text -> json.put("Subject", text));
        json.put("Message", forQueues())
                .put("Timestamp", time.toString())
                .put("SignatureVersion", "1")
                .put("Signature", "EXAMPLE")
                .put("SigningCertURL", "https://sns." + region + ".amazonaws.com/SimpleNotificationService-EXAMPLE.pem")
                .put(
                        "UnsubscribeURL",
                        "https://sns." + region + ".amazonaws.com/?Action=Unsubscribe&SubscriptionArn="
                                + subscriptionArn);
        if (!attributes.isEmpty()) {
            var list = json.putObject("MessageAttributes");
            attributes.properties().forEach(attribute -> {
                var value = attribute.getValue();
                list.putObject(attribute.getKey())
                        .put("Type", value.path("DataType").asText())
                        .put(
                                "Value",
                                value.path("StringValue")
                                        .asText(value.path("BinaryValue").asText()));
            });
        }
        return json;
    }

    /**
     * Checks that a structured message has a text for whoever is not named.
     *
     * @throws AwsError InvalidParameter
     */
    void check() {
        if (!structured) {
            return;
        }
        try {
            if (Json.readObject(message).path("default").isTextual()) {
                return;
            }
        } catch (AwsError notJson) {
            throw TopicErrors.invalid("Message Structure - JSON message body failed to parse");
        }
        throw TopicErrors.invalid("Message Structure - No default entry in JSON message body");
    }
}
