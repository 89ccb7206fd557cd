package dev.keysunset.engine;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads what the journal holds, with fences told by our own clock, as all that they are compared with. */
@ApplicationScoped
public class Remembering {
    private final Journal journal;
    private final Clocks clocks;

    public Remembering(Journal journal, Clocks clocks) {
        this.journal = journal;
        this.clocks = clocks;
    }

    Facts.Remembered of(UUID retirementId) {
        var kept = journal.remembered(retirementId);
        return new Facts.Remembered(
                kept.approvals(),
                kept.effects().stream().map(this::byOurClock).toList(),
                kept.confirmedDisabledAt(),
                kept.order());
    }

    /** Rather too late than too early: nobody may believe a fence closed that AWS still lets a call through. */
    private EffectRecord byOurClock(EffectRecord effect) {
        return new EffectRecord(
                effect.id(),
                effect.effect(),
                effect.intendedAt(),
                clocks.skew().hereOrAfter(effect.fencedUntil()),
                effect.outcome());
    }
}
