package dev.keysunset.retirement.journal;

import dev.keysunset.core.Decision;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Facts;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The journal in PostgreSQL. One method, one transaction; no call to AWS inside any. */
@ApplicationScoped
class JournalStore implements Journal {
    private final Claims claims;
    private final Memory memory;
    private final Decisions decisions;
    private final Aftermath aftermath;
    private final Clocks clocks;

    JournalStore(Claims claims, Memory memory, Decisions decisions, Aftermath aftermath, Clocks clocks) {
        this.claims = claims;
        this.memory = memory;
        this.decisions = decisions;
        this.aftermath = aftermath;
        this.clocks = clocks;
    }

    @Override
    @Transactional
    public List<Claim> claimDue(int limit) {
        return claims.due(limit);
    }

    @Override
    @Transactional
    public List<Claim> claimUrgent(int limit) {
        return claims.urgent(limit);
    }

    @Override
    @Transactional
    public Facts.Remembered remembered(UUID retirementId) {
        return memory.of(retirementId);
    }

    @Override
    @Transactional
    public Recorded record(Claim claim, Facts facts, Decision decision, Intention intention) {
        return decisions.record(claim, facts, decision, intention);
    }

    @Override
    @Transactional
    public void conclude(Claim claim, EffectRecord effect, EffectRecord.Outcome outcome) {
        aftermath.conclude(claim, effect, outcome, clocks.domain().now());
    }

    @Override
    @Transactional
    public void abandon(Claim claim, String why, Instant again) {
        aftermath.abandon(claim, why, again, clocks.domain().now());
    }
}
