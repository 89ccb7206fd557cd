package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;

/** What a person told a retirement to do; recorded first, obeyed by the next step that can. */
public record Order(Kind kind, String by, String reason, Duration extension, Instant at) {
    public enum Kind {
        CANCEL,
        ROLLBACK,
        RESTART_WINDOW,
        EXTEND_WINDOW
    }

    /** Both words for "stop this": before anything was touched it is a cancellation, afterwards a rollback. */
    boolean callsOff() {
        return kind == Kind.CANCEL || kind == Kind.ROLLBACK;
    }
}
