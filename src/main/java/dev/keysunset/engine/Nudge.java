package dev.keysunset.engine;

/** Lets this replica look for work at once instead of at its next tick: a use was seen. */
public interface Nudge {
    void lookNow();
}
