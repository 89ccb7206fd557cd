package dev.keysunset.standin.topic;

import dev.keysunset.standin.queue.QueueArn;

/**
 * A queue that gets what is published.
 *
 * @param raw without SNS's envelope
 */
public record Subscription(String arn, String owner, QueueArn queue, boolean raw) {}
