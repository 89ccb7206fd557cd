package dev.keysunset.retirement;

import dev.keysunset.core.StateName;

/** Whose turn it is among those that are due; as stored, the smaller goes first. */
public enum Urgency {
    /** Somebody needs a key, or may: nothing goes before it. */
    ROLLBACK,
    EFFECT,
    REST;

    static Urgency of(StateName state) {
        return switch (state) {
            case ROLLING_BACK -> ROLLBACK;
            case DISABLING, SCHEDULING_DELETION -> EFFECT;
            default -> REST;
        };
    }
}
