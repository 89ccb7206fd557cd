package dev.keysunset.standin.queue;

import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.policy.Context;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.policy.Reach;
import dev.keysunset.standin.wire.AwsError;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How AWS services bring messages: nobody of the queue's account calls, so only the queue's policy lets them in. */
public final class Deliveries {
    private final Queues queues;
    private final PostOffice postOffice;

    /**
     * A service that brings something.
     *
     * @param service its DNS name
     * @param sourceArn the rule or topic for which it does, {@code aws:SourceArn} in policies
     */
    public record Carrier(String service, String sourceArn, String sourceAccount) {
        private List<String> conditionValues(String key) {
            return switch (key) {
                case "aws:sourcearn" -> List.of(sourceArn);
                case "aws:sourceaccount" -> List.of(sourceAccount);
                default -> List.of();
            };
        }
    }

    /** What became of it. */
    public sealed interface Result {
        record Delivered() implements Result {}

        /**
         * It could not be put in.
         *
         * @param code such as {@code NO_PERMISSIONS}
         */
        record Refused(String code, String text) implements Result {}
    }

    Deliveries(Queues queues, PostOffice postOffice) {
        this.queues = queues;
        this.postOffice = postOffice;
    }

    /** Brings a message to a queue. */
    public Result bring(Carrier carrier, QueueArn target, String body, MessageAttributes attributes) {
        var queue = queues.find(target);
        if (queue.isEmpty()) {
            return new Result.Refused("NO_RESOURCE", QueueErrors.noSuchQueue().text());
        }
        if (!admits(queue.get(), carrier)) {
            return new Result.Refused(
                    "NO_PERMISSIONS",
                    carrier.service() + " is not authorized to perform: sqs:SendMessage on resource: " + target
                            + " because no resource-based policy allows the sqs:SendMessage action");
        }
        return lay(queue.get(), carrier, new PostOffice.Content(body, attributes));
    }

    private Result lay(Queue queue, Carrier carrier, PostOffice.Content content) {
        try {
            var delay = Duration.ofSeconds(queue.attributes().number(QueueAttributes.DELAY));
            postOffice.lay(queue, new Principal.Service(carrier.service()), content, delay);
            return new Result.Delivered();
        } catch (AwsError error) {
            return new Result.Refused(error.code(), error.text());
        }
    }

    private static boolean admits(Queue queue, Carrier carrier) {
        var context = new Context(
                "sqs:SendMessage",
                queue.arn().toString(),
                Map.of(carrier.service(), Reach.PRINCIPAL),
                carrier::conditionValues);
        return queue.attributes()
                .text(QueueAttributes.POLICY)
                .filter(document -> Policy.parse(document).decide(context) == Policy.Answer.ALLOWED)
                .isPresent();
    }
}
