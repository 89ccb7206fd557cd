package dev.keysunset.retirement.restraints;

import dev.keysunset.core.Attention;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Skew;
import dev.keysunset.retirement.RetirementSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** A clock that is wrong makes windows too short and fences too long: nothing dangerous is done by it. */
@ApplicationScoped
class SkewRestraint {
    private final Skew skew;
    private final DomainClock clock;
    private final RetirementSettings settings;

    SkewRestraint(Skew skew, DomainClock clock, RetirementSettings settings) {
        this.skew = skew;
        this.clock = clock;
        this.settings = settings;
    }

    Optional<Attention> now() {
        var measured = skew.measured();
        // Our limit is real time; where domain time runs fast, as much more of it passes between a question and its
        // answer.
        var limit = Duration.between(clock.now(), clock.after(most(measured)));
        return measured.abs().compareTo(limit) > 0
                ? Optional.of(new Attention(
                        Attention.Kind.CLOCK_SKEW,
                        "The clock of this replica is " + measured.abs()
                                + (measured.isNegative() ? " behind" : " ahead of") + " AWS's.",
                        "Repair its time synchronisation; disabling and scheduling go on by themselves then. Rollbacks"
                                + " are not held back."))
                : Optional.empty();
    }

    /** The fence of a dangerous call is not put off for a slow clock: half a lease must be left of it by AWS's. */
    private Duration most(Duration measured) {
        var half = settings.lease().dividedBy(2);
        return measured.isNegative() && half.compareTo(settings.maxClockSkew()) < 0 ? half : settings.maxClockSkew();
    }
}
