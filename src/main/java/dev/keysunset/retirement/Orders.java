package dev.keysunset.retirement;

import dev.keysunset.core.Order;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
            var objection = objection(row, kind);
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

    private Optional<Answer.NotPossible> objection(RetirementRow row, Order.Kind kind) {
        var state = row.standing.state;
        if (state.terminal()) {
            return no(state, "It has ended as " + state + ".", "Submit the key again once it is free.");
        }
        if (state == StateName.ROLLING_BACK) {
            return no(
                    state,
                    "It is being rolled back already.",
                    "Nothing to do: the rollback is repeated until it is done.");
        }
        return switch (kind) {
            case CANCEL ->
                touched(row)
                        ? no(state, "A member was, or may have been, disabled already.", "Order a rollback.")
                        : Optional.empty();
            case ROLLBACK ->
                state == StateName.SUBMITTED || state == StateName.AWAITING_DISABLE_APPROVAL
                        ? no(state, "Nothing was touched yet, so there is nothing to roll back.", "Cancel it.")
                        : Optional.empty();
            case RESTART_WINDOW, EXTEND_WINDOW ->
                state == StateName.OBSERVING || state == StateName.AWAITING_DELETION_APPROVAL
                        ? Optional.empty()
                        : no(state, "There is no window that could be changed in " + state + ".", windowRemedy(state));
        };
    }

    private boolean touched(RetirementRow row) {
        return switch (row.standing.state) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL -> false;
            case DISABLING -> effects.count("retirementId", row.id) > 0;
            default -> true;
        };
    }

    private static String windowRemedy(StateName state) {
        return state == StateName.SCHEDULING_DELETION || state == StateName.PENDING_DELETION
                ? "Order a rollback if the deletion must not go on."
                : "Wait until every member is disabled and the window is open.";
    }

    private static Optional<Answer.NotPossible> no(StateName state, String because, String remedy) {
        return Optional.of(new Answer.NotPossible(state, because, remedy));
    }
}
