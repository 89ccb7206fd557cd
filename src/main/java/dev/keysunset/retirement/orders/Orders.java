package dev.keysunset.retirement.orders;

import dev.keysunset.core.Order;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.EffectRows;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/** What operators order. Recorded first; the next step obeys. */
@ApplicationScoped
public class Orders {
    private final Hearing hearing;
    private final OrderRows orders;
    private final EffectRows effects;
    private final Timeline timeline;
    private final Clocks clocks;

    Orders(Hearing hearing, OrderRows orders, EffectRows effects, Timeline timeline, Clocks clocks) {
        this.hearing = hearing;
        this.orders = orders;
        this.effects = effects;
        this.timeline = timeline;
        this.clocks = clocks;
    }

    /** Before anything was touched. */
    @Transactional
    public Answer cancel(Word word) {
        return give(word, Order.Kind.CANCEL, Duration.ZERO);
    }

    /** Once something was, or may have been, touched. */
    @Transactional
    public Answer rollBack(Word word) {
        return give(word, Order.Kind.ROLLBACK, Duration.ZERO);
    }

    /** The window begins anew, in its full length. */
    @Transactional
    public Answer restartWindow(Word word) {
        return give(word, Order.Kind.RESTART_WINDOW, Duration.ZERO);
    }

    /**
     * The window closes later.
     *
     * @param extension in domain time, longer than nothing
     */
    @Transactional
    public Answer extendWindow(Word word, Duration extension) {
        return give(word, Order.Kind.EXTEND_WINDOW, extension);
    }

    private Answer give(Word word, Order.Kind kind, Duration extension) {
        return hearing.hear(word, (row, now) -> {
            var objection = Objections.to(kind, row.standing.state, touched(row));
            if (objection.isEmpty()) {
                keep(row, new Order(kind, word.by(), word.reason(), extension, now), now);
            }
            return objection;
        });
    }

    private void keep(RetirementRow row, Order order, Instant now) {
        orders.persist(new OrderRow(clocks.ids().next(), row.id, order));
        var detail = order.kind() + (order.kind() == Order.Kind.EXTEND_WINDOW ? " by " + order.extension() : "") + ": "
                + order.reason();
        timeline.append(row.id, now, Timeline.Line.of(Timeline.Kind.ORDERED, order.by(), detail));
    }

    private boolean touched(RetirementRow row) {
        return switch (row.standing.state) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL -> false;
            case DISABLING -> effects.count("retirementId", row.id) > 0;
            default -> true;
        };
    }
}
