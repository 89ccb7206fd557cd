package dev.keysunset.conformance;

import java.time.Duration;
import java.time.Instant;

/** How tests wait for what AWS does in its own time. */
interface Patience {
    /** AWS's time. */
    Instant now();

    /** Lets time pass; ends the test as not run where that would take too long. */
    void pass(Duration time);

    /** Tries again until the assertion holds, for at most this long of AWS's time. */
    void until(Duration limit, Assertion assertion);

    /** Something that fails with an {@link AssertionError} or an exception of the SDK as long as it does not hold. */
    @FunctionalInterface
    interface Assertion {
        void check();
    }
}
