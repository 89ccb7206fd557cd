package dev.keysunset.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock as a stand-in sees it, which only tests move: no busy machine makes time pass. */
final class RealTime implements InstantSource {
    private volatile Instant now;

    RealTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
