package dev.keysunset.core;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a retirement, named and versioned; a retirement pins the version it was submitted under. Not the key policy,
 * which is AWS's.
 *
 * @param minIdle how long a key must be known to be unused before it may be disabled
 * @param observationWindow how long the disabled key is watched before its deletion may be approved
 * @param pendingWindowInDays AWS's waiting period, 7 to 30 days
 */
public record Policy(
        Name name,
        Duration minIdle,
        Duration observationWindow,
        int pendingWindowInDays,
        Consent consent,
        Safety safety) {
    public Policy {
        if (pendingWindowInDays < 7 || pendingWindowInDays > 30) {
            throw new IllegalArgumentException(
                    "pendingWindowInDays must be 7 to 30, as AWS has it: " + pendingWindowInDays);
        }
    }

    public record Name(String name, int version) {}

    /**
     * From the call to each date after which AWS deletes a member. That of a primary begins when its last replica is deleted
     * (KMS Developer Guide, deleting multi-Region keys).
     */
    List<Duration> pendingWindows(boolean replicas) {
        var one = Duration.ofDays(pendingWindowInDays);
        return replicas ? List.of(one, one.multipliedBy(2)) : List.of(one);
    }

    /**
     * Who must agree.
     *
     * @param approvalValidity an approval older than this no longer counts
     */
    public record Consent(int disableApprovals, int deletionApprovals, Duration approvalValidity) {
        public Consent {
            if (disableApprovals < 1 || deletionApprovals < 1) {
                throw new IllegalArgumentException("every gate needs at least one approval");
            }
        }

        int needed(Gate gate) {
            return switch (gate) {
                case DISABLE -> disableApprovals;
                case DELETE -> deletionApprovals;
            };
        }
    }

    /**
     * What holds a retirement back or calls it off.
     *
     * @param exemptionTag a key that carries {@code tag=true} is never retired
     * @param canaryRequired what no canaries bracket proves nothing, and the verdict stays {@code UNPROVEN}
     * @param acceptsEventHistory whether CloudTrail's event history, read whole, may stand in where KMS does not say when a key
     *     was last used
     * @param calendar when keys may be disabled and scheduled; always, in policies that were kept before there was one
     */
    public record Safety(
            String exemptionTag,
            boolean canaryRequired,
            Blindness blindness,
            boolean acceptsEventHistory,
            @Nullable Calendar calendar) {
        public Safety {
            calendar = Objects.requireNonNullElse(calendar, Calendar.ALWAYS);
        }

        /** The stricter one: what KMS does not say, nothing stands in for. */
        public Safety(String exemptionTag, boolean canaryRequired, Blindness blindness) {
            this(exemptionTag, canaryRequired, blindness, false, Calendar.ALWAYS);
        }

        @Override
        public Calendar calendar() {
            return Objects.requireNonNull(calendar);
        }
    }

    /**
     * What becomes of a deletion that counts down while the watch cannot see.
     *
     * @param cancels whether it is cancelled at all
     * @param margin it is cancelled when the watch is blind this close to the deletion date
     * @param longest it is cancelled when the watch has been blind for so long, wherever the date is
     */
    public record Blindness(boolean cancels, Duration margin, Duration longest) {}
}
