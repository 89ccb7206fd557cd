package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport.Trouble;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.CanaryCalls.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The memory of the canaries. Every method is one transaction. */
public interface CanaryLedger {
    /** Makes the classes due that are not: at once, or when the last canary of theirs has grown old enough. */
    void want(Collection<CallClass> classes);

    /** Leases up to {@code limit} due classes, so that one replica at a time calls the canaries of each. */
    List<CanaryClaim> claimDue(int limit);

    /**
     * Writes a canary down before it is called.
     *
     * @return false when the lease was lost: nothing was written, and nothing may be called
     */
    boolean intend(CanaryClaim claim, Canary canary);

    /** What came of it; where it succeeded, the retirement of the key is woken. Kept even if the lease was lost meanwhile. */
    void answered(Canary canary, Outcome outcome);

    /**
     * Ends the round and gives the lease back.
     *
     * @return false when the lease was lost: nothing was written
     */
    boolean finish(CanaryClaim claim, Finished finished);

    /** @param retirementId whose member the key is; empty for a configured canary key */
    record Canary(UUID id, KeyArn keyArn, Optional<UUID> retirementId) {}

    /**
     * Which keys to try first.
     *
     * @param favoured the one whose last canary failed as it must
     * @param turn where to begin among the members otherwise, so that each comes to be tried
     */
    record Order(Optional<KeyArn> favoured, int turn) {}

    /**
     * @param nextDueAt in domain time; empty where no key of the class can be called: it is due again when one is wanted
     * @param trouble why the round proves nothing, where it does not
     */
    record Finished(Optional<Instant> nextDueAt, Order order, Optional<Trouble> trouble) {}
}
