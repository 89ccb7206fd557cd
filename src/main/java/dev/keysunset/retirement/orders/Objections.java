package dev.keysunset.retirement.orders;

import dev.keysunset.core.Order;
import dev.keysunset.core.StateName;
import java.util.Optional;

/** What cannot be ordered in which state: why, and what would free it. Asked by the order itself and by those who offer it. */
public final class Objections {
    private Objections() {}

    /**
     * Empty when it can be ordered.
     *
     * @param touched an effect was, or may have been, sent
     */
    public static Optional<Answer.NotPossible> to(Order.Kind kind, StateName state, boolean touched) {
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
                touched
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

    private static String windowRemedy(StateName state) {
        return state == StateName.SCHEDULING_DELETION || state == StateName.PENDING_DELETION
                ? "Order a rollback if the deletion must not go on."
                : "Wait until every member is disabled and the window is open.";
    }

    private static Optional<Answer.NotPossible> no(StateName state, String because, String remedy) {
        return Optional.of(new Answer.NotPossible(state, because, remedy));
    }
}
