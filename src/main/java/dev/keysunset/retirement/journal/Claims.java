package dev.keysunset.retirement.journal;

import static java.util.Objects.requireNonNull;

import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.retirement.Urgency;
import dev.keysunset.retirement.view.Aggregates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Leases what is due. */
@ApplicationScoped
class Claims {
    private final RetirementRows retirements;
    private final Aggregates aggregates;
    private final Clocks clocks;
    private final RetirementSettings settings;

    Claims(RetirementRows retirements, Aggregates aggregates, Clocks clocks, RetirementSettings settings) {
        this.retirements = retirements;
        this.aggregates = aggregates;
        this.clocks = clocks;
        this.settings = settings;
    }

    List<Claim> due(int limit) {
        return due(false, limit);
    }

    /** Rollbacks only. */
    List<Claim> urgent(int limit) {
        return due(true, limit);
    }

    private List<Claim> due(boolean urgentOnly, int limit) {
        // Taken before the query, so that our idea of the lease's end is never later than the database's.
        var claimedAt = clocks.real().now();
        var now = clocks.domain().now();
        var rows = retirements.claimDue(now, settings.lease(), urgentOnly, limit);
        var claimed = aggregates.of(rows);
        var claims = new ArrayList<Claim>(rows.size());
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            claims.add(new Claim(
                    claimed.get(i),
                    requireNonNull(row.leaseToken),
                    row.version,
                    claimedAt.plus(settings.lease()),
                    urgentSince(row, now)));
        }
        return claims;
    }

    private static Optional<Instant> urgentSince(RetirementRow row, Instant now) {
        return row.urgency == Urgency.ROLLBACK
                ? Optional.of(Objects.requireNonNullElse(row.newestAlarm, now))
                : Optional.empty();
    }
}
