package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.engine.Clocks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rollbacks: each opens when it begins and is closed when every member is as it was found, left to others, or gone. */
@ApplicationScoped
public class RollbackEventRows implements PanacheRepositoryBase<RollbackEventRow, UUID> {
    private final Clocks clocks;
    private final RollbackTidings tidings;

    RollbackEventRows(Clocks clocks, RollbackTidings tidings) {
        this.clocks = clocks;
        this.tidings = tidings;
    }

    public void moved(UUID retirementId, Decision.Move move, Instant now) {
        switch (move.next()) {
            case RollingBack _ ->
                begin(new RollbackEventRow(clocks.ids().next(), retirementId, now, move.cause(), move.detail()));
            case RolledBack _, Deleted _ -> open(retirementId).ifPresent(event -> close(event, move, now));
            default -> {}
        }
    }

    Optional<RollbackEventRow> open(UUID retirementId) {
        return find("retirementId = ?1 and closedAt is null", retirementId).firstResultOptional();
    }

    /** How many began after {@code since} for other causes than these. */
    public long begunSince(Instant since, Collection<Cause> others) {
        return count("openedAt > ?1 and because not in ?2", since, others);
    }

    /** All of these retirements, oldest first. */
    Map<UUID, List<RollbackEventRow>> of(Collection<UUID> retirementIds) {
        return list("retirementId in ?1 order by openedAt", retirementIds).stream()
                .collect(Collectors.groupingBy(event -> event.retirementId));
    }

    /** The caller holds the retirement's row. */
    void acknowledge(RollbackEventRow event, String by, Instant now) {
        event.acknowledgedBy = by;
        event.acknowledgedAt = now;
        event.version++;
        tidings.acknowledged(event, by, now);
    }

    /** The caller holds the retirement's row. */
    void assign(RollbackEventRow event, String to, String by, Instant now) {
        event.assignedTo = to;
        event.assignedBy = by;
        event.assignedAt = now;
        event.version++;
        tidings.assigned(event, to, by, now);
    }

    /** The caller holds the retirement's row. */
    void resolve(RollbackEventRow event, RollbackReview.Conclusion found, Instant now) {
        event.resolvedBy = found.by();
        event.resolvedAt = now;
        event.rootCause = found.rootCause();
        event.resolution = found.text();
        event.version++;
        tidings.resolved(event, found, now);
    }

    private void begin(RollbackEventRow event) {
        persist(event);
        tidings.begun(event);
    }

    private void close(RollbackEventRow event, Decision.Move move, Instant now) {
        event.goesOn();
        event.closedAt = now;
        event.outcome = move.next().name();
        event.outcomeDetail = move.detail();
        event.version++;
        tidings.done(event, new RollbackReview.Ended(now, move.next().name(), move.detail()));
    }
}
