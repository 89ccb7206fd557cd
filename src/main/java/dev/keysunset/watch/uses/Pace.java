package dev.keysunset.watch.uses;

import dev.keysunset.engine.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** When to ask, and how often. */
@ApplicationScoped
class Pace {
    private static final Duration SOONEST = Duration.ofMinutes(15);
    static final Duration LATEST = Duration.ofDays(7);

    private final UseSettings settings;
    private final Clocks clocks;

    Pace(UseSettings settings, Clocks clocks) {
        this.settings = settings;
        this.clocks = clocks;
    }

    UseSettings settings() {
        return settings;
    }

    /** In domain time. */
    Instant now() {
        return clocks.domain().now();
    }

    /** Records arrive late, and the older the use the less that explains it: half as long again as it is old. */
    Instant againAfterNothing(Instant usedAt) {
        var half = Duration.between(usedAt, now()).dividedBy(2);
        var atMost = half.compareTo(LATEST) > 0 ? LATEST : half;
        return now().plus(atMost.compareTo(SOONEST) < 0 ? SOONEST : atMost);
    }
}
