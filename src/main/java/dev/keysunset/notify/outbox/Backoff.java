package dev.keysunset.notify.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to leave a target alone, in real time.
 *
 * @param first the upper end of the pause after the first failure; it doubles up to {@code longest}
 * @param chance between 0 and 1: how much of the pause's second half is taken, so that replicas do not come back all at once
 */
record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    private static final int MOST_DOUBLINGS = 16;

    /** @param asked by the target; no less than that, and no longer than an hour on its word */
    Duration after(int attempt, Optional<Duration> asked) {
        var doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        var shorter = doubled.compareTo(longest) < 0 ? doubled : longest;
        var ours = Duration.ofMillis((long) (shorter.toMillis() * (1 + chance.getAsDouble()) / 2));
        var theirs = asked.map(wish -> wish.compareTo(Duration.ofHours(1)) < 0 ? wish : Duration.ofHours(1));
        return theirs.filter(wish -> wish.compareTo(ours) > 0).orElse(ours);
    }
}
