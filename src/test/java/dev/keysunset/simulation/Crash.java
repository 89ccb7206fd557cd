package dev.keysunset.simulation;

/** The replica dies here. An Error, so that no code under test catches it as a failure of its own. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crash", null, false, false);
    }
}
