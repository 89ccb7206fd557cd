package dev.keysunset.standin.queue;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.Optional;

/**
 * A redrive policy: after so many receives in vain a message goes to the dead-letter queue. Amazon SQS Developer Guide,
 * "Using dead-letter queues in Amazon SQS".
 */
record Redrive(QueueArn deadLetters, int maxReceiveCount) {
    private static final int MOST = 1_000;

    static Optional<Redrive> parse(String document) {
        try {
            var policy = Json.readObject(document);
            var count = policy.path("maxReceiveCount").asInt();
            return QueueArn.parse(policy.path("deadLetterTargetArn").asText())
                    .filter(_ -> count >= 1 && count <= MOST)
                    .map(arn -> new Redrive(arn, count));
        } catch (AwsError notJson) {
            return Optional.empty();
        }
    }
}
