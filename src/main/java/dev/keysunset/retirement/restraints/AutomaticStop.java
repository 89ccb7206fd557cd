package dev.keysunset.retirement.restraints;

import dev.keysunset.core.Cause;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.retirement.rollbacks.RollbackEventRows;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Many rollbacks in a short time are no accident of one key: the choice of keys is wrong, or somebody attacks the watch. */
@ApplicationScoped
public class AutomaticStop {
    private static final Logger LOG = Logger.getLogger(AutomaticStop.class);
    private static final Duration SPAN = Duration.ofHours(1);

    /** What a person wanted says nothing of the choice of keys. */
    private static final Set<Cause> BY_WORD_OF_A_PERSON = EnumSet.of(Cause.ORDERED, Cause.REJECTED);

    private final RollbackEventRows rollbacks;
    private final Stops stops;
    private final RetirementSettings settings;

    AutomaticStop(RollbackEventRows rollbacks, Stops stops, RetirementSettings settings) {
        this.rollbacks = rollbacks;
        this.stops = stops;
        this.settings = settings;
    }

    /** Joins the transaction in which one more rollback begins. What was counted before a person's release is forgiven. */
    public void rollbackBegan(Cause cause, Instant now) {
        var most = settings.caps().maxRollbacksPerHour();
        if (BY_WORD_OF_A_PERSON.contains(cause) || stops.everywhere().isPresent()) {
            return;
        }
        var since = stops.releasedAt()
                .filter(released -> released.isAfter(now.minus(SPAN)))
                .orElse(now.minus(SPAN));
        var begun = rollbacks.begunSince(since, BY_WORD_OF_A_PERSON);
        if (begun > most) {
            var reason = begun + " rollbacks began within an hour, at most " + most
                    + " may. Find out why so many keys are needed, then release the stop.";
            stops.stop(Optional.empty(), Timeline.KEYSUNSET, reason);
            LOG.errorf("stopped: %s", reason);
        }
    }
}
