package dev.keysunset.notify.channel;

import java.time.Duration;
import java.util.Optional;

/** What came of sending a message. */
public sealed interface Outcome {
    /** The target has taken it. */
    record Delivered() implements Outcome {}

    /**
     * Another attempt may do.
     *
     * @param after how long the target asked to be left alone
     */
    record Later(String why, Optional<Duration> after) implements Outcome {
        Later(String why) {
            this(why, Optional.empty());
        }
    }

    /** The same message will not be taken, however often it is sent. */
    record Never(String why) implements Outcome {}
}
