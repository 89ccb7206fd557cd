package dev.keysunset.standin.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Maps real time to domain time: a straight line from an anchor, with a slope. */
final class Pace {
    private final InstantSource real;
    private Instant realAnchor;
    private Instant domainAnchor;
    private double rate;

    Pace(InstantSource real, Instant start, double rate) {
        this.real = real;
        this.realAnchor = real.instant();
        this.domainAnchor = start;
        this.rate = rate;
    }

    Instant read() {
        var elapsed = ChronoUnit.MICROS.between(realAnchor, real.instant());
        return domainAnchor.plus(Math.round(elapsed * rate), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
    }

    double rate() {
        return rate;
    }

    void changeRate(double newRate) {
        domainAnchor = read();
        realAnchor = real.instant();
        rate = newRate;
    }

    void jump(Duration distance) {
        domainAnchor = domainAnchor.plus(distance);
    }
}
