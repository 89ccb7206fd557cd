package dev.keysunset.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a key between two readings.
 *
 * @param at when the later reading noticed it
 * @param from the key state before it, under AWS's name; absent where none was known
 * @param to the key state after it
 * @param by whether an effect of a retirement was under way; what is not ours was done by others
 */
public record KeyChange(Kind kind, Instant at, Optional<String> from, Optional<String> to, Author by) {
    /** What happened. */
    public enum Kind {
        /** A listing named it for the first time, after one that was complete and did not. */
        APPEARED,
        /** AWS does not list it any more. */
        GONE,
        /** AWS lists it again. */
        RETURNED,
        ENABLED,
        DISABLED,
        /** For deletion. */
        SCHEDULED,
        OTHER_STATE
    }

    /** Who changed it, as far as the inventory can tell. */
    public enum Author {
        US,
        OTHERS
    }
}
