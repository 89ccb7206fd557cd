package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.queue.QueueArn;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a rule sends what it takes: a queue.
 *
 * @param json as PutTargets brought it and ListTargetsByRule shows it
 */
record Target(QueueArn queue, ObjectNode json) {

    String id() {
        return json.path("Id").asText();
    }

    Optional<QueueArn> deadLetters() {
        return QueueArn.parse(json.path("DeadLetterConfig").path("Arn").asText());
    }

    /** Amazon EventBridge User Guide, "How EventBridge retries delivering events". */
    int mostRetries() {
        return json.path("RetryPolicy").path("MaximumRetryAttempts").asInt(185);
    }

    Duration longestAge() {
        return Duration.ofSeconds(
                json.path("RetryPolicy").path("MaximumEventAgeInSeconds").asLong(86_400));
    }

    /** What the queue gets of an event. Amazon EventBridge User Guide, "Amazon EventBridge input transformation". */
    String input(ObjectNode event) {
        if (json.has("Input")) {
            return json.path("Input").asText();
        }
        if (json.has("InputPath")) {
            return Json.write(select(event, json.path("InputPath").asText()));
        }
        return json.has("InputTransformer") ? transformed(event) : Json.write(event);
    }

    private String transformed(ObjectNode event) {
        var transformer = json.path("InputTransformer");
        var text = transformer.path("InputTemplate").asText().replace("<aws.events.event.json>", Json.write(event));
        for (var path : transformer.path("InputPathsMap").properties()) {
            var value = select(event, path.getValue().asText());
            text = text.replace("<" + path.getKey() + ">", value.isTextual() ? value.asText() : Json.write(value));
        }
        return text;
    }

    /** A path of member names, {@code $.detail.eventName}. */
    private static JsonNode select(JsonNode event, String path) {
        var node = event;
        for (var step : path.replaceFirst("^\\$\\.?", "").split("\\.", -1)) {
            node = step.isEmpty() ? node : node.path(step);
        }
        return node.isMissingNode() ? Json.object().nullNode() : node;
    }
}
