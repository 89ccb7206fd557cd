package dev.keysunset.startup.demo;

import dev.keysunset.core.KeyArn;

/** What the demo's people leave to whoever is watching: always the same keys, whatever is restarted. */
final class ForTheUser {
    private ForTheUser() {}

    /** About one key in eight is not submitted. */
    static boolean leavesToSubmit(KeyArn keyArn) {
        return Math.floorMod(keyArn.familyKey().hashCode(), 8) == 3;
    }

    /** About one key in five is submitted and waits for your approval. */
    static boolean leavesToDecide(KeyArn keyArn) {
        return Math.floorMod(keyArn.familyKey().hashCode(), 5) == 2;
    }
}
