package dev.keysunset.command;

import java.util.Set;

/** What retirements wait for. */
final class Attention {
    /** People ordered it themselves, it is their turn anyway, or it passes by itself. */
    private static final Set<String> ORDINARY = Set.of("APPROVAL", "CAP", "HOLD", "STOPPED", "THROTTLED");

    private Attention() {}

    static boolean needsALook(String kind) {
        return !ORDINARY.contains(kind);
    }
}
