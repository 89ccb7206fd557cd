package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.PrincipalId;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes messages in: checks them, has them encrypted, and lays them into their queue. */
final class PostOffice {
    private static final int LARGEST = 1_048_576;
    private static final int LONGEST_DELAY = 900;

    /** Amazon SQS API Reference, "SendMessage". */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final Ground ground;
    private final Counter counter;
    private final DataKeys dataKeys;

    PostOffice(Ground ground, Counter counter, DataKeys dataKeys) {
        this.ground = ground;
        this.counter = counter;
        this.dataKeys = dataKeys;
    }

    /**
     * Sends a message.
     *
     * @throws AwsError if SQS would not take it
     */
    ObjectNode send(Queue queue, Principal sender, Parameters parameters) {
        var body = parameters.required("MessageBody");
        var attributes = MessageAttributes.read(parameters.node().path("MessageAttributes"));
        var delay = parameters
                .number("DelaySeconds", 0, LONGEST_DELAY)
                .orElse(queue.attributes().number(QueueAttributes.DELAY));
        var letter = lay(queue, sender, new Content(body, attributes), Duration.ofSeconds(delay));
        var answer = Json.object().put("MessageId", letter.id()).put("MD5OfMessageBody", Md5.of(body));
        if (!attributes.isEmpty()) {
            answer.put("MD5OfMessageAttributes", attributes.md5());
        }
        return answer;
    }

    /** What a message says. */
    record Content(String body, MessageAttributes attributes) {
        int length() {
            return body.getBytes(StandardCharsets.UTF_8).length + attributes.length();
        }
    }

    /**
     * Lays a message into a queue.
     *
     * @throws AwsError if SQS would not take it
     */
    Letter lay(Queue queue, Principal sender, Content content, Duration delay) {
        check(queue, content);
        dataKeys.encrypt(queue, sender);
        var letter = new Letter(
                ground.ids().uuid(),
                content.body(),
                content.attributes(),
                PrincipalId.of(sender),
                ground.clock().now(),
                Optional.empty());
        counter.put(queue, letter, delay);
        return letter;
    }

    /**
     * Checks what only a whole batch can exceed.
     *
     * @throws AwsError BatchRequestTooLong
     */
    void checkTogether(JsonNode entries) {
        var length = 0;
        for (var entry : entries) {
            var attributes = MessageAttributes.read(entry.path("MessageAttributes"));
            length += new Content(entry.path("MessageBody").asText(), attributes).length();
        }
        if (length > LARGEST) {
            throw new AwsError(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + LARGEST + " bytes. You have sent " + length + " bytes.");
        }
    }

    private static void check(Queue queue, Content content) {
        var most = queue.attributes().number(QueueAttributes.LARGEST_MESSAGE);
        if (content.length() > most) {
            throw QueueErrors.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + most + " bytes.");
        }
        if (UNPRINTABLE.matcher(content.body()).find()) {
            throw new AwsError(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000"
                            + " to #xFFFD | #x10000 to #x10FFFF");
        }
    }
}
