package dev.keysunset.watch.polling;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked for key by key, beside or instead of reading a place whole.
 *
 * @param usages the key usages whose canaries are found under their key: their keys are asked for one by one
 * @param canaries keys whose canaries tell whether that still holds, or whether it might
 * @param read what was read of each key alone
 * @param span how long a stretch of one key may be asked for at once
 */
public record ByKey(Set<String> usages, List<CalledKey> canaries, Map<KeyArn, Coverage> read, Duration span) {
    public static final ByKey NONE = new ByKey(Set.of(), List.of(), Map.of(), Duration.ZERO);

    /** How much later than intended a canary may have been called, and how far apart AWS's clock may be from ours. */
    private static final Duration ALLOWANCE = Duration.ofMinutes(5);

    /** A key that canaries were called on, and between which moments: no member for sure, or no longer. */
    public record CalledKey(KeyArn keyArn, Instant first, Instant last) {
        Interval called() {
            return new Interval(first, recordedBy(last));
        }
    }

    /** When the record of a canary that was intended then bears its time at the latest. */
    public static Instant recordedBy(Instant intendedAt) {
        return intendedAt.plus(ALLOWANCE);
    }

    /** The latest canary whose record bears that time at the latest. */
    public static Instant lastToBeRecordedBy(Instant recorded) {
        return recorded.minus(ALLOWANCE);
    }

    Coverage read(KeyArn keyArn) {
        return read.getOrDefault(keyArn, Coverage.NONE);
    }
}
