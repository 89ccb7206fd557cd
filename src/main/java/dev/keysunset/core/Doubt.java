package dev.keysunset.core;

import java.util.List;

/** Why nobody can say whether a key was needed, and what would let somebody say it. */
public enum Doubt {
    /** A feed was not read in time. */
    GAP,
    /** Read, but without canaries around it. */
    NO_CANARY,
    /** Somebody changed what the feed stands on. */
    TAMPERING,
    /** The closing sweep did not come to its end. */
    SWEEP;

    public List<String> waysOut() {
        return switch (this) {
            case GAP ->
                List.of(
                        "Repair the feed: gaps are read again by themselves as far as it reaches back.",
                        "Restart the window.",
                        "Extend the window.");
            case NO_CANARY ->
                List.of(
                        "Let the canaries through: add the permission that the reason names, or configure a canary"
                                + " key.",
                        "Restart the window.",
                        "Submit the key again under a policy that requires no canary.");
            case TAMPERING ->
                List.of(
                        "Find out who changed it, and why; the window begins anew with the next canary.",
                        "Restart the window.");
            case SWEEP ->
                List.of(
                        "Repair the feed: the sweep is made again by itself.",
                        "Restart the window.",
                        "Extend the window.");
        };
    }
}
