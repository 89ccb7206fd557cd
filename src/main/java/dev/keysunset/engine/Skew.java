package dev.keysunset.engine;

import java.time.Duration;
import java.time.Instant;

/** How far this replica's domain clock is from AWS's own: the third witness of the time. */
@FunctionalInterface
public interface Skew {
    /** In domain time, as AWS's answers showed it: positive where we are ahead; zero before the first answer. */
    Duration measured();

    /** What AWS's clock shows when ours shows {@code ours}. */
    default Instant atAws(Instant ours) {
        return ours.minus(measured());
    }

    /** The same, but never later than {@code ours}: if the measure is wrong, it comes too early rather than too late. */
    default Instant atAwsOrBefore(Instant ours) {
        return ours.minus(ahead());
    }

    /** What our clock shows when AWS's shows {@code aws}, but never earlier: if the measure is wrong, it comes too late. */
    default Instant hereOrAfter(Instant aws) {
        return aws.plus(ahead());
    }

    private Duration ahead() {
        var measured = measured();
        return measured.isNegative() ? Duration.ZERO : measured;
    }
}
