package dev.keysunset.retirement.journal;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Facts;
import dev.keysunset.retirement.EffectRows;
import dev.keysunset.retirement.approvals.ApprovalRow;
import dev.keysunset.retirement.approvals.ApprovalRows;
import dev.keysunset.retirement.orders.OrderRows;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What a step must not forget: people's decisions that stand, every effect, what AWS confirmed, the order to obey. */
@ApplicationScoped
class Memory {
    private final ApprovalRows approvals;
    private final EffectRows effects;
    private final OrderRows orders;
    private final Timeline timeline;

    Memory(ApprovalRows approvals, EffectRows effects, OrderRows orders, Timeline timeline) {
        this.approvals = approvals;
        this.effects = effects;
        this.orders = orders;
        this.timeline = timeline;
    }

    Facts.Remembered of(UUID retirementId) {
        return new Facts.Remembered(
                approvals.standing(retirementId).stream()
                        .map(ApprovalRow::toApproval)
                        .toList(),
                effects.of(retirementId),
                timeline.movedAt(retirementId, Cause.CONFIRMED_DISABLED),
                orders.open(retirementId));
    }
}
