package dev.keysunset.inventory.money;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What retirements save, in the prices of a list.
 *
 * @param idleFor how long a key must be known to be unused to count as possible
 * @param addedUpAt in domain time: what was read or retired since is not in it
 */
public record Savings(
        PriceList prices,
        Duration idleFor,
        Instant addedUpAt,
        Sums total,
        List<AccountSavings> accounts,
        List<OwnerSavings> owners) {

    /**
     * In four sums that share no key.
     *
     * @param realised keys that were deleted: what they would cost today
     * @param pending keys on their way through a retirement, from its submission on
     * @param possible customer managed keys in no retirement that are known to be idle for long enough
     * @param unknown customer managed keys in no retirement of which nobody knows when they were last used, or who manages them
     */
    public record Sums(Sum realised, Sum pending, Sum possible, Sum unknown) {}

    /**
     * Some keys and what they cost a month when they are kept.
     *
     * @param atLeast of so many of them the cost is not, or not fully, known; the sum has what is known
     */
    public record Sum(long keys, BigDecimal monthly, long atLeast) {
        static final Sum NOTHING = new Sum(0, BigDecimal.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(keys + other.keys, monthly.add(other.monthly), atLeast + other.atLeast);
        }
    }

    /** What is saved in an account. */
    public record AccountSavings(String accountId, Optional<String> name, Sums sums) {}

    /**
     * What is saved by an owner.
     *
     * @param owner absent for the keys of which nobody is known to ask
     */
    public record OwnerSavings(Optional<String> owner, Sums sums) {}

    /** Where a key counts, by the name that the statement gives it. */
    enum Bucket {
        REALISED,
        PENDING,
        POSSIBLE,
        UNKNOWN
    }
}
