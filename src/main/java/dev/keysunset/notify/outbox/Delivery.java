package dev.keysunset.notify.outbox;

import dev.keysunset.notify.channel.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * One message to one target, leased.
 *
 * @param attempt the first is 1
 * @param leaseEnds in real time
 */
public record Delivery(String target, Message message, int attempt, UUID leaseToken, Instant leaseEnds) {}
