package dev.keysunset.standin.story;

import java.time.Duration;

/**
 * How hard an application tries.
 *
 * @param calls how many calls one run makes, at one moment
 * @param attempts how often it tries in all when a call fails: a job scheduler a few times, a retry storm hundreds
 * @param retryAfter the time between two attempts
 */
public record Effort(int calls, int attempts, Duration retryAfter) {
    /** One call, tried so often, a day apart, as job schedulers do. */
    public static Effort daily(int attempts) {
        return new Effort(1, attempts, Duration.ofDays(1));
    }
}
