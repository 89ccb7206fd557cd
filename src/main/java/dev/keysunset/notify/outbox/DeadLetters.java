package dev.keysunset.notify.outbox;

import java.time.Instant;

/**
 * What one target was not told, and is not tried any more.
 *
 * @param since when the first of them was given up, in real time
 */
public record DeadLetters(String target, long count, Instant since) {}
