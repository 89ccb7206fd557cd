package dev.keysunset.watch;

import dev.keysunset.SideBySide;
import dev.keysunset.Story;
import dev.keysunset.WhatIsDue;
import dev.keysunset.engine.DomainClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Works in {@link StillWorld}: moves its clock, and does what is due by then. */
@Singleton
public class Shift {
    private static final Duration STRIDE = Duration.ofHours(1);
    private static final int MOST_ROUNDS = 200;

    private final WhatIsDue due;
    private final DomainClock clock;
    private final SideBySide stories;

    Shift(WhatIsDue due, DomainClock clock) {
        this.due = due;
        this.clock = clock;
        this.stories = new SideBySide(clock::now, this::live);
    }

    /** Tells all of them in the same time. */
    Stream<DynamicTest> tell(Story... together) {
        return stories.tell(together);
    }

    /** Lets domain time pass, and does meanwhile what falls due. */
    void pass(Duration duration) {
        for (var left = duration; left.isPositive(); left = left.minus(STRIDE)) {
            stories.pass(left.compareTo(STRIDE) < 0 ? left : STRIDE);
        }
    }

    private void live(Duration duration) {
        advance(duration);
        work();
    }

    /** Lets domain time pass, and does nothing. */
    void advance(Duration duration) {
        StillWorld.standIn().clock().advance(duration);
    }

    /** Does all that is due now. */
    synchronized void work() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (due.poll() + due.callCanaries() + due.decide() == 0) {
                return;
            }
        }
        throw new AssertionError("there is no end of work at " + clock.now());
    }

    /** Polls the feeds and calls the canaries that are due now, and decides nothing. */
    void listen() {
        for (int round = 0; round < MOST_ROUNDS && due.poll() + due.callCanaries() > 0; round++) {}
    }

    /** Does the canaries that are due now, and nothing else. */
    int callCanaries() {
        return due.callCanaries();
    }

    /** Takes the steps of retirements that are due now, and nothing else. */
    int decide() {
        return due.decide();
    }
}
