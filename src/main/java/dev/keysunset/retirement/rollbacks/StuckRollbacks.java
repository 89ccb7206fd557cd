package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.StateName;
import dev.keysunset.core.WayBack;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.MemberRows;
import dev.keysunset.retirement.RetirementRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Rollbacks that do not get on. They are tried again for ever, and said aloud: at once, at every change, and while nothing changes
 * at intervals that grow up to an hour.
 */
@ApplicationScoped
public class StuckRollbacks {
    private static final Logger LOG = Logger.getLogger(StuckRollbacks.class);
    private static final Duration FIRST_REPEAT = Duration.ofMinutes(1);
    private static final Duration LONGEST_REPEAT = Duration.ofHours(1);

    /** A wait for one's turn passes by itself, and a key that somebody else took over is not ours to wait for. */
    private static final Set<Attention.Kind> BLOCKING =
            Set.of(Attention.Kind.ACCESS_DENIED, Attention.Kind.EFFECT_FAILED, Attention.Kind.UNREADABLE);

    private final RollbackEventRows rollbacks;
    private final MemberRows members;
    private final Clocks clocks;
    private final RollbackTidings tidings;

    StuckRollbacks(RollbackEventRows rollbacks, MemberRows members, Clocks clocks, RollbackTidings tidings) {
        this.rollbacks = rollbacks;
        this.members = members;
        this.clocks = clocks;
        this.tidings = tidings;
    }

    /** @param oldest since when the one has been stuck that has been so for longest, in domain time */
    record Count(long stuck, Optional<Instant> oldest) {}

    @Transactional
    Count count() {
        return new Count(
                rollbacks.count("stuckSince is not null"),
                rollbacks
                        .find("stuckSince is not null order by stuckSince")
                        .firstResultOptional()
                        .map(row -> row.stuckSince));
    }

    /** Joins the caller's transaction, which holds the retirement's row. */
    public void attend(RetirementRow row, List<Attention> attention, Instant now) {
        if (row.standing.state != StateName.ROLLING_BACK) {
            return;
        }
        var because = attention.stream()
                .filter(told -> BLOCKING.contains(told.kind()))
                .map(Attention::detail)
                .distinct()
                .collect(Collectors.joining(" "));
        rollbacks.open(row.id).ifPresent(event -> {
            if (because.isEmpty()) {
                event.goesOn();
            } else if (event.stuckAnew(because, now) || repeatIsDue(event)) {
                tell(event, because, now);
            }
        });
    }

    /** What brings back, by hand, each member that is not as it was found; from the states last read. */
    List<String> commands(UUID retirementId) {
        return members.of(List.of(retirementId)).getOrDefault(retirementId, List.of()).stream()
                .flatMap(member -> WayBack.commands(member.toMember(), KeyState.ofAws(member.keyState)).stream())
                .toList();
    }

    private boolean repeatIsDue(RollbackEventRow event) {
        var pause = FIRST_REPEAT.multipliedBy(1L << Math.min(Math.max(event.toldTimes - 1, 0), 16));
        var wait = pause.compareTo(LONGEST_REPEAT) < 0 ? pause : LONGEST_REPEAT;
        return event.toldAt == null
                || !event.toldAt.plus(wait).isAfter(clocks.real().now());
    }

    private void tell(RollbackEventRow event, String because, Instant now) {
        event.toldAt = clocks.real().now();
        event.toldTimes++;
        var commands = String.join(" ; ", commands(event.retirementId));
        LOG.errorf(
                "rollback=%s retirement=%s stuckSince=%s tried again by itself; because=\"%s\" commands=\"%s\"",
                event.id, event.retirementId, event.stuckSince, because, commands);
        tidings.stuck(event, because, commands, now);
    }
}
