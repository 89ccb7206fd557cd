package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.wire.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What GetQueueAttributes tells. Amazon SQS API Reference, "GetQueueAttributes". */
final class AttributesView {
    /** What may be asked for although this queue has no value for it. */
    private static final List<String> MAY_BE_ABSENT = List.of(
            QueueAttributes.POLICY,
            QueueAttributes.REDRIVE,
            QueueAttributes.REDRIVE_ALLOW,
            QueueAttributes.KMS_KEY,
            QueueAttributes.DATA_KEY_REUSE,
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit");

    private final DomainClock clock;
    private final InstantSource real;

    AttributesView(DomainClock clock, InstantSource real) {
        this.clock = clock;
        this.real = real;
    }

    ObjectNode of(Queue queue, Parameters asked) {
        var all = all(queue);
        var names = asked.texts("AttributeNames");
        names.stream()
                .filter(name -> !name.equals("All") && !all.containsKey(name) && !MAY_BE_ABSENT.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw QueueErrors.unknownAttribute(name);
                });
        var answer = Json.object();
        var shown = answer.putObject("Attributes");
        all.forEach((name, value) -> {
            if (names.contains("All") || names.contains(name)) {
                shown.put(name, value);
            }
        });
        return shown.isEmpty() ? Json.object() : answer;
    }

    private Map<String, String> all(Queue queue) {
        queue.expire(clock.now());
        var all = new TreeMap<>(queue.attributes().values());
        var now = real.instant();
        all.put("QueueArn", queue.arn().toString());
        all.put("CreatedTimestamp", Long.toString(queue.created().getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(queue.modified().getEpochSecond()));
        all.put("ApproximateNumberOfMessages", count(queue, message -> message.isVisible(now)));
        all.put("ApproximateNumberOfMessagesNotVisible", count(queue, message -> message.isInFlight(now)));
        all.put(
                "ApproximateNumberOfMessagesDelayed",
                count(queue, message -> !message.isVisible(now) && !message.isInFlight(now)));
        return all;
    }

    private static String count(Queue queue, Predicate<Message> which) {
        return Long.toString(queue.messages().stream().filter(which).count());
    }
}
