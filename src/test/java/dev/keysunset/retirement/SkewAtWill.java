package dev.keysunset.retirement;

import dev.keysunset.engine.Skew;
import java.time.Duration;

/** A clock as wrong as the test wants it. */
class SkewAtWill implements Skew {
    volatile Duration ahead = Duration.ZERO;

    @Override
    public Duration measured() {
        return ahead;
    }
}
