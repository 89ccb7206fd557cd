package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.Call;
import java.time.Duration;
import java.util.Optional;

/** Decides from outside which reads shall show a key as it was. */
@FunctionalInterface
public interface StaleReads {
    /** How old what a call reads of a key must be; empty to leave it to chance. */
    Optional<Duration> imposed(Call call, KeyArn key);
}
