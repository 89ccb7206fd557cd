package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport.Trouble;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.CanaryCalls.Outcome;
import dev.keysunset.engine.Clocks;
import dev.keysunset.watch.polling.FeedClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The canaries in PostgreSQL. */
@ApplicationScoped
class CanaryStore implements CanaryLedger {
    private final CanaryClassRows classes;
    private final Surprises surprises;
    private final Clocks clocks;

    CanaryStore(CanaryClassRows classes, Surprises surprises, Clocks clocks) {
        this.classes = classes;
        this.surprises = surprises;
        this.clocks = clocks;
    }

    @Override
    @Transactional
    public void want(Collection<CallClass> wanted) {
        classes.want(wanted);
    }

    @Override
    @Transactional
    public List<CanaryClaim> claimDue(int limit) {
        // Taken before the query, so that our idea of the lease's end is never later than the database's.
        var claimedAt = clocks.real().now();
        return classes.claimDue(limit).stream()
                .map(row -> claim(row, claimedAt.plus(classes.lease())))
                .toList();
    }

    @Override
    @Transactional
    public boolean intend(CanaryClaim claim, Canary canary) {
        var leased = classes.leased(claim);
        leased.ifPresent(row -> {
            var now = clocks.domain().now();
            row.lastCalledAt = now;
            classes.getEntityManager().persist(new CanaryRow(canary, row.id, now));
        });
        return leased.isPresent();
    }

    @Override
    @Transactional
    public void answered(Canary canary, Outcome outcome) {
        classes.getEntityManager()
                .persist(CanaryOutcomeRow.of(
                        canary.id(), outcome, clocks.domain().now()));
        if (outcome instanceof Outcome.Succeeded) {
            surprises.sprung(canary, clocks.domain().now());
        }
    }

    @Override
    @Transactional
    public boolean finish(CanaryClaim claim, Finished finished) {
        var leased = classes.leased(claim);
        leased.ifPresent(row -> {
            row.nextDueAt = finished.nextDueAt().orElse(null);
            if (row.nextDueAt == null) {
                // Whoever is watched there next finds out anew how it is read.
                row.byKey = false;
                row.triedUntil = null;
            }
            row.favouredKey = finished.order().favoured().map(KeyArn::toString).orElse(null);
            row.turn = finished.order().turn();
            row.because = finished.trouble().map(Trouble::because).orElse(null);
            row.remedy = finished.trouble().map(Trouble::remedy).orElse(null);
            row.leaseToken = null;
            row.leasedUntil = null;
        });
        return leased.isPresent();
    }

    private static CanaryClaim claim(CanaryClassRow row, Instant leaseEnds) {
        return new CanaryClaim(
                row.calls(), new FeedClaim.Lease(Objects.requireNonNull(row.leaseToken), leaseEnds), row.order());
    }
}
