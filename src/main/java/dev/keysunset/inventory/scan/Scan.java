package dev.keysunset.inventory.scan;

import dev.keysunset.inventory.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One reading of every key of every configured place. Times are real.
 *
 * @param progress the sum of its places
 */
public record Scan(
        UUID id,
        Status status,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        Progress progress,
        List<PlaceScan> places) {

    /** How far a scan is. */
    public enum Status {
        WAITING,
        RUNNING,
        FINISHED
    }

    /**
     * @param remaining as long as it will take, by its pace so far or, before there is one, by the limit of GetKeyLastUsage;
     *     absent while the lists are not complete, and once it is finished
     */
    public record Progress(
            int places, int placesFinished, Keys keys, List<Skipped> skipped, Optional<Duration> remaining) {}

    /**
     * @param unreadable keys of which something could not be read; each tells what and why
     * @param gone keys that are not listed any more
     */
    public record Keys(int listed, int read, int unreadable, int appeared, int gone) {
        static final Keys NONE = new Keys(0, 0, 0, 0, 0);

        Keys plus(Keys other) {
            return new Keys(
                    listed + other.listed,
                    read + other.read,
                    unreadable + other.unreadable,
                    appeared + other.appeared,
                    gone + other.gone);
        }
    }

    /** Why something was not read again. */
    public enum Reason {
        USED_RECENTLY("kms:GetKeyLastUsage", "the last use known is so recent that a later one would change nothing"),
        AWS_MANAGED(
                "kms:ListGrants, kms:ListResourceTags, kms:GetKeyPolicy, kms:GetKeyRotationStatus",
                "AWS manages the key: its account can change none of it, and cannot disable it");

        private final String calls;
        private final String why;

        Reason(String calls, String why) {
            this.calls = calls;
            this.why = why;
        }
    }

    /**
     * What was not read again, because it cannot have changed or would change nothing.
     *
     * @param calls that were not made
     * @param keys for how many keys
     */
    public record Skipped(Reason reason, String calls, String why, int keys) {
        static Skipped of(Reason reason, int keys) {
            return new Skipped(reason, reason.calls, reason.why, keys);
        }
    }

    /** @param failures what could not be read here, by call and code */
    public record PlaceScan(
            String accountId,
            String region,
            ScanStep step,
            Keys keys,
            List<Skipped> skipped,
            Optional<Duration> remaining,
            List<Failure> failures) {}

    /**
     * @param keys for how many keys; none where the list itself failed: of its keys the inventory is as old as before
     * @param example the ARN of one of them
     */
    public record Failure(String call, String code, int keys, Optional<String> example, String message) {
        static Failure ofPlace(Unreadable why) {
            return new Failure(why.call(), why.code(), 0, Optional.empty(), why.message());
        }
    }
}
