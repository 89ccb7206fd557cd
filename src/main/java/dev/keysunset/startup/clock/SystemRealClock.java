package dev.keysunset.startup.clock;

import dev.keysunset.engine.RealClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The machine's clock. */
@ApplicationScoped
class SystemRealClock implements RealClock {
    @Override
    public Instant now() {
        return Instant.now();
    }
}
