package dev.keysunset.aws.footings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue's attributes, as far as a watch stands on them. */
record QueueFacts(Map<QueueAttributeName, String> attributes) {
    /** What SQS takes where nothing was set (SQS API, SetQueueAttributes). */
    private static final String STANDARD_RETENTION = "345600";

    String arn() {
        return attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    Optional<String> policy() {
        return text(QueueAttributeName.POLICY);
    }

    Optional<String> kmsKey() {
        return text(QueueAttributeName.KMS_MASTER_KEY_ID);
    }

    Optional<String> redrivePolicy() {
        return text(QueueAttributeName.REDRIVE_POLICY);
    }

    Duration retention() {
        return Duration.ofSeconds(
                Long.parseLong(text(QueueAttributeName.MESSAGE_RETENTION_PERIOD).orElse(STANDARD_RETENTION)));
    }

    private Optional<String> text(QueueAttributeName name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isBlank());
    }
}
