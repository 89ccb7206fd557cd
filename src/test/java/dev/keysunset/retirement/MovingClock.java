package dev.keysunset.retirement;

import dev.keysunset.engine.DomainClock;
import java.time.Duration;
import java.time.Instant;

/** Domain time that stands still until the test moves it. */
public final class MovingClock implements DomainClock {
    private volatile Instant now;

    MovingClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant after(Duration real) {
        return now.plus(real);
    }

    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }
}
