package dev.keysunset.startup.clock;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a {@link StandInDomainClock} close to the stand-in's, by asking several times a second. */
final class FollowingClock implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(250);

    private final StandInClockFace face;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("standin-clock").factory());

    FollowingClock(StandInClockFace face, StandInDomainClock clock) {
        this.face = face;
        var _ = asking.scheduleWithFixedDelay(
                () -> clock.follow(face::read), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        asking.shutdownNow();
        face.close();
    }
}
