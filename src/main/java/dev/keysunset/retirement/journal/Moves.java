package dev.keysunset.retirement.journal;

import dev.keysunset.core.Decision;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.StateColumns;
import dev.keysunset.retirement.orders.OrderRows;
import dev.keysunset.retirement.restraints.AutomaticStop;
import dev.keysunset.retirement.rollbacks.RollbackEventRows;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** Brings a retirement into its next state, with all that follows from it. */
@ApplicationScoped
class Moves {
    private final Observations observations;
    private final OrderRows orders;
    private final RollbackEventRows rollbacks;
    private final AutomaticStop automaticStop;
    private final Timeline timeline;

    Moves(
            Observations observations,
            OrderRows orders,
            RollbackEventRows rollbacks,
            AutomaticStop automaticStop,
            Timeline timeline) {
        this.observations = observations;
        this.orders = orders;
        this.rollbacks = rollbacks;
        this.automaticStop = automaticStop;
        this.timeline = timeline;
    }

    /** The row is locked and given back. The next look follows at once. */
    void make(RetirementRow row, Decision.Move move, Map<String, ?> facts, Instant now) {
        var from = row.standing.state;
        var to = move.next().name();
        row.standing = StateColumns.of(move.next());
        row.stateSince = now;
        var freed = row.live && over(to);
        row.live &= !freed;
        row.version++;
        row.dueAgain(now, now);
        timeline.append(row.id, now, Timeline.Line.moved(from, move, facts));
        observations.forget(row.id);
        orders.answer(row.id, move, now);
        rollbacks.moved(row.id, move, now);
        if (to == StateName.ROLLING_BACK) {
            automaticStop.rollbackBegan(move.cause());
        }
        if (freed) {
            observations.free(row.id);
        }
    }

    /** A key that was rolled back stays taken through its quarantine: until the engine lets it rest. */
    private static boolean over(StateName state) {
        return state.terminal() && state != StateName.ROLLED_BACK;
    }
}
