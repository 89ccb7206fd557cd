package dev.keysunset.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One reading of every key of every configured place. Times are real. */
public record Scan(UUID id, Status status, String requestedBy, Instant requestedAt, Optional<Result> result) {
    /** How far a scan is. */
    public enum Status {
        WAITING,
        RUNNING,
        FINISHED
    }

    /**
     * What a scan came to.
     *
     * @param keysUnreadable keys of which something could not be read; each tells what and why
     * @param keysGone keys that are not listed any more
     * @param unreadable the places that could not be listed: of their keys the inventory is as old as before
     */
    public record Result(
            Instant finishedAt, int keysRead, int keysUnreadable, int keysGone, List<Unreadable> unreadable) {}

    static Scan of(InventoryScanRow row) {
        if (row.finishedAt != null && row.keysRead != null && row.keysUnreadable != null && row.keysGone != null) {
            var result = new Result(row.finishedAt, row.keysRead, row.keysUnreadable, row.keysGone, row.unreadable);
            return new Scan(row.id, Status.FINISHED, row.requestedBy, row.requestedAt, Optional.of(result));
        }
        var status = row.leaseToken == null ? Status.WAITING : Status.RUNNING;
        return new Scan(row.id, status, row.requestedBy, row.requestedAt, Optional.empty());
    }
}
