package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;

/** The observation window: opens once every member is confirmed disabled and the change has settled. */
public record Window(Instant opensAt, Instant closesAt) {
    public Window {
        if (!closesAt.isAfter(opensAt)) {
            throw new IllegalArgumentException("a window closes after it opens: " + opensAt + " to " + closesAt);
        }
    }

    public static Window openingAt(Instant opensAt, Duration length) {
        return new Window(opensAt, opensAt.plus(length));
    }

    public Window extendedBy(Duration more) {
        return new Window(opensAt, closesAt.plus(more));
    }
}
