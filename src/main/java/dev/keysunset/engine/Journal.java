package dev.keysunset.engine;

import dev.keysunset.core.Decision;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Facts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The memory of the engine. Every method is one transaction; every write is fenced by the claim's token and version. */
public interface Journal {
    /** Leases up to {@code limit} due retirements: rollbacks first, then effects, then the rest; longest overdue first. */
    List<Claim> claimDue(int limit);

    /** Of these, only the rollbacks, so that they need not wait until something else has ended. */
    List<Claim> claimUrgent(int limit);

    /** The fences of its effects are told by AWS's clock, as their intentions were. */
    Facts.Remembered remembered(UUID retirementId);

    /**
     * Commits a decision with the facts it rests on. A move, a stay and a rest give the lease back in the same transaction; an
     * act keeps it for the call that follows.
     */
    Recorded record(Claim claim, Facts facts, Decision decision, Intention intention);

    /** Commits what became of an effect, whoever holds the lease by now, and gives the lease back if it is still ours. */
    void conclude(Claim claim, EffectRecord effect, EffectRecord.Outcome outcome);

    /**
     * Gives the lease back without a decision, after a step that failed or outlasted it, and looks again at {@code again}. Tells
     * people why, unless somebody has come further since.
     */
    void abandon(Claim claim, String why, Instant again);

    /**
     * The identity of an effect, chosen before the transaction so that an unknown commit can be looked up.
     *
     * @param fencedUntil by AWS's clock
     */
    record Intention(UUID effectId, Instant at, Instant fencedUntil) {}

    sealed interface Recorded {
        record Kept() implements Recorded {}

        record Intended(EffectRecord effect) implements Recorded {}

        /** Somebody else has moved on: an approval, an order, a sighting or another replica came between. Nothing was written. */
        record Overtaken() implements Recorded {}
    }
}
