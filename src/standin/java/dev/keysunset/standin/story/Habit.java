package dev.keysunset.standin.story;

import java.time.Instant;
import java.util.Optional;

/** When an application uses its key. A new habit is one more small record that implements this. */
public interface Habit {
    /** The first moment after {@code now} at which the application runs; empty if it never runs again. */
    Optional<Instant> next(Instant now);

    /** The last moment up to {@code now} at which it ran; empty if it never did. */
    Optional<Instant> previous(Instant now);
}
