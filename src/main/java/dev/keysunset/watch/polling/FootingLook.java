package dev.keysunset.watch.polling;

import dev.keysunset.engine.Trail;
import dev.keysunset.watch.polling.FeedStep.Patience;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at what a leased feed stands on, when it is time: a feed that was cut off reads nothing just as happily. */
final class FootingLook {
    private static final Logger LOG = Logger.getLogger(FootingLook.class);

    private final FeedLedger ledger;
    private final Trail trail;
    private final Patience patience;

    FootingLook(FeedLedger ledger, Trail trail, Patience patience) {
        this.ledger = ledger;
        this.trail = trail;
        this.patience = patience;
    }

    /** The claim with what stands now; empty when the lease was lost. */
    Optional<FeedClaim> at(FeedClaim claim) {
        // Taken before the calls: what changes while they are under way is not vouched for.
        var now = patience.clocks().domain().now();
        if (!claim.foothold().due(now, patience.pace().footingEvery())) {
            return Optional.of(claim);
        }
        var answer = trail.footing(claim.feed());
        var foothold = claim.foothold().after(new Foothold.Look(now, answer));
        tell(claim, foothold);
        return ledger.looked(claim, foothold);
    }

    /** Once when it begins and once when it is over. */
    private static void tell(FeedClaim claim, Foothold foothold) {
        var trouble = foothold.trouble();
        if (trouble.equals(claim.foothold().trouble())) {
            return;
        }
        trouble.ifPresentOrElse(
                why -> LOG.warnf("feed=\"%s\" footing: %s", claim.feed(), why),
                () -> LOG.infof("feed=\"%s\" footing is sound", claim.feed()));
    }
}
