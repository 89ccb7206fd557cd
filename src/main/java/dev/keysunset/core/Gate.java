package dev.keysunset.core;

/** A point that needs people. */
public enum Gate {
    DISABLE,
    DELETE
}
