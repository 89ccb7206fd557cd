package dev.keysunset.startup.clock;

import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.RealClock;
import java.time.Duration;
import java.time.Instant;

/** With the real AWS, domain time is real time. */
record SystemDomainClock(RealClock real) implements DomainClock {
    @Override
    public Instant now() {
        return real.now();
    }

    @Override
    public Instant after(Duration duration) {
        return now().plus(duration);
    }
}
