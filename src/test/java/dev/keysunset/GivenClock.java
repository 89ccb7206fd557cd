package dev.keysunset;

import dev.keysunset.engine.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Domain time as the test has it; a real second is a second of it. */
public record GivenClock(Supplier<Instant> time) implements DomainClock {
    /** One that stands still. */
    public static GivenClock at(Instant now) {
        return new GivenClock(() -> now);
    }

    @Override
    public Instant now() {
        return time.get();
    }

    @Override
    public Instant after(Duration real) {
        return now().plus(real);
    }
}
