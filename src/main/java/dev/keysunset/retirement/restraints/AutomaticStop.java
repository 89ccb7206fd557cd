package dev.keysunset.retirement.restraints;

import dev.keysunset.core.Cause;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.retirement.rollbacks.RollbackEventRows;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Many rollbacks in a short time are no accident of one key: the choice of keys is wrong, or somebody attacks the watch. */
@ApplicationScoped
public class AutomaticStop implements Tripwire {
    private static final Logger LOG = Logger.getLogger(AutomaticStop.class);
    private static final Duration SPAN = Duration.ofHours(1);

    private final RollbackEventRows rollbacks;
    private final Stops stops;
    private final RetirementSettings settings;
    private final DomainClock clock;

    AutomaticStop(RollbackEventRows rollbacks, Stops stops, RetirementSettings settings, DomainClock clock) {
        this.rollbacks = rollbacks;
        this.stops = stops;
        this.settings = settings;
        this.clock = clock;
    }

    /** Joins the transaction in which one more rollback begins. */
    public void rollbackBegan(Cause cause) {
        // What a person wanted says nothing of the choice of keys.
        if (!Cause.BY_WORD_OF_A_PERSON.contains(cause)) {
            check();
        }
    }

    /**
     * Rollbacks that begin in the same moment do not see each other: whoever is about to do something dangerous counts once more
     * what is committed. What was counted before a person's release is forgiven.
     */
    @Override
    public void check() {
        if (stops.everywhere().isPresent()) {
            return;
        }
        var most = settings.caps().maxRollbacksPerHour();
        var now = clock.now();
        var since = stops.releasedAt()
                .filter(released -> released.isAfter(now.minus(SPAN)))
                .orElse(now.minus(SPAN));
        var begun = rollbacks.begunSince(since, Cause.BY_WORD_OF_A_PERSON);
        if (begun > most) {
            var reason = begun + " rollbacks began within an hour, at most " + most
                    + " may. Find out why so many came back, then release the stop.";
            stops.stop(Optional.empty(), Timeline.KEYSUNSET, reason);
            LOG.errorf("stopped: %s", reason);
        }
    }
}
