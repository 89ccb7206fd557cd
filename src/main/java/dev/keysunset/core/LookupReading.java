package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How the event history of one place is read, and what that costs.
 *
 * @param byKey the key usages whose keys are asked for one by one; all others are found by reading the place whole
 * @param measured what was found when the place was last read whole; absent if it never was
 * @param pagesAKey how many pages a key took when keys were last asked for one by one
 */
public record LookupReading(
        Place place, SortedSet<String> byKey, Optional<Measured> measured, double pagesAKey, LookupBudget budget) {
    /** What was measured longer ago says nothing of today. */
    private static final Duration TELLING = Duration.ofDays(1);

    /** @param recordsASecond of KMS, whatever they are about; at least so many, where the poll did not come to its end */
    public record Measured(double recordsASecond, Instant at) {}

    /**
     * More than a quarter of what can be read whole, so that a poll takes half of its time: time to ask for keys one by one, where
     * that finds canaries. Below that the whole is better, because it costs the same for any number of keys.
     */
    public boolean busy(Instant now) {
        return recordsASecond(now)
                .filter(rate -> rate > budget.recordsASecond() / 4)
                .isPresent();
    }

    /**
     * Why the place cannot hold one more key of this usage, in numbers; empty where it can, or where only reading can tell.
     *
     * @param live how many keys are, or will be, asked for one by one already
     */
    public Optional<String> full(String keyUsage, long live, Instant now) {
        if (byKey.contains(keyUsage)) {
            var most = budget.keys(pagesAKey);
            return live < most
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "%d keys are asked for one by one, at %.1f pages each every %s; %.2f calls a second are room for %d",
                            live,
                            pagesAKey,
                            budget.pollInterval(),
                            budget.callsASecond(),
                            most));
        }
        return recordsASecond(now)
                .filter(rate -> rate > budget.recordsASecond())
                .map(rate -> String.format(
                        Locale.ROOT,
                        "it brings %.1f records of KMS a second, of which %.2f calls a second can follow %.1f",
                        rate,
                        budget.callsASecond(),
                        budget.recordsASecond()));
    }

    private Optional<Double> recordsASecond(Instant now) {
        return measured.filter(last -> last.at().plus(TELLING).isAfter(now)).map(Measured::recordsASecond);
    }
}
