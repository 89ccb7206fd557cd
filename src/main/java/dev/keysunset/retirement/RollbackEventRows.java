package dev.keysunset.retirement;

import dev.keysunset.core.Decision;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.engine.Clocks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rollbacks: each opens when it begins and is closed when every member is as it was found, or gone. */
@ApplicationScoped
class RollbackEventRows implements PanacheRepositoryBase<RollbackEventRow, UUID> {
    private final Clocks clocks;

    RollbackEventRows(Clocks clocks) {
        this.clocks = clocks;
    }

    void moved(UUID retirementId, Decision.Move move, Instant now) {
        switch (move.next()) {
            case RollingBack _ ->
                persist(new RollbackEventRow(clocks.ids().next(), retirementId, now, move.cause(), move.detail()));
            case RolledBack _, Deleted _ -> open(retirementId).ifPresent(event -> close(event, move, now));
            default -> {}
        }
    }

    Optional<RollbackEventRow> open(UUID retirementId) {
        return find("retirementId = ?1 and closedAt is null", retirementId).firstResultOptional();
    }

    private static void close(RollbackEventRow event, Decision.Move move, Instant now) {
        event.closedAt = now;
        event.outcome = move.next().name();
        event.outcomeDetail = move.detail();
        event.version++;
    }
}
