package dev.keysunset.inventory.scan;

import java.util.Optional;

/**
 * How far a place is.
 *
 * @param marker AWS's, of the next page of a list
 * @param attempts how often in a row it could not go on from here
 */
record ScanPosition(ScanStep step, Optional<String> marker, int attempts) {
    static ScanPosition begin(ScanStep step) {
        return new ScanPosition(step, Optional.empty(), 0);
    }

    /** After a page: the next page, or the next step. */
    ScanPosition after(Optional<String> next, ScanStep then) {
        return next.isPresent() ? new ScanPosition(step, next, 0) : begin(then);
    }

    ScanPosition failed() {
        return new ScanPosition(step, marker, attempts + 1);
    }

    ScanPosition anew() {
        return new ScanPosition(step, Optional.empty(), attempts + 1);
    }
}
