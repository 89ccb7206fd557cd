package dev.keysunset.retirement.orders;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Order;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.timeline.Timeline;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The orders of operators. Open until a step obeys them, or the state that comes makes them meaningless. */
@ApplicationScoped
public class OrderRows implements PanacheRepositoryBase<OrderRow, UUID> {
    private final Timeline timeline;

    OrderRows(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The one to obey next: the oldest, but what calls the retirement off never queues behind a new window. */
    public Optional<Order> open(UUID retirementId) {
        return openOnes(retirementId).stream()
                .min(Comparator.comparing((OrderRow row) -> aboutWindow(row.kind))
                        .thenComparing(row -> row.at)
                        .thenComparing(row -> row.id))
                .map(OrderRow::toOrder);
    }

    /** After a move: the order it obeyed, and those that mean nothing in the state that came. */
    public void answer(UUID retirementId, Decision.Move move, Instant now) {
        var obeyed = open(retirementId).filter(order -> obeys(move.cause(), order.kind()));
        for (var row : openOnes(retirementId)) {
            if (obeyed.filter(row.toOrder()::equals).isPresent()) {
                answer(row, OrderRow.Answer.OBEYED, move, now);
            } else if (!possible(row.kind, move.next().name())) {
                answer(row, OrderRow.Answer.VOID, move, now);
            }
        }
    }

    static boolean aboutWindow(Order.Kind kind) {
        return switch (kind) {
            case CANCEL, ROLLBACK -> false;
            case RESTART_WINDOW, EXTEND_WINDOW -> true;
        };
    }

    /** Whether a step in that state may still obey it. */
    private static boolean possible(Order.Kind kind, StateName state) {
        return aboutWindow(kind)
                ? state == StateName.OBSERVING || state == StateName.AWAITING_DELETION_APPROVAL
                : !state.terminal() && state != StateName.ROLLING_BACK;
    }

    private static boolean obeys(Cause cause, Order.Kind kind) {
        return switch (cause) {
            case CANCELLED, ORDERED -> !aboutWindow(kind);
            case WINDOW_RESTARTED -> kind == Order.Kind.RESTART_WINDOW;
            case WINDOW_EXTENDED -> kind == Order.Kind.EXTEND_WINDOW;
            default -> false;
        };
    }

    private void answer(OrderRow row, OrderRow.Answer answer, Decision.Move move, Instant now) {
        row.answer = answer;
        row.answeredAt = now;
        var detail =
                row.kind + " of " + row.by + ": " + answer + ", " + move.next().name() + " by " + move.cause();
        timeline.append(
                row.retirementId, now, Timeline.Line.of(Timeline.Kind.ORDER_ANSWERED, Timeline.KEYSUNSET, detail));
    }

    private List<OrderRow> openOnes(UUID retirementId) {
        return list("retirementId = ?1 and answeredAt is null order by at, id", retirementId);
    }
}
