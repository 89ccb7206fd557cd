package dev.keysunset.standin.fault;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.kms.StaleReads;
import dev.keysunset.standin.wire.Call;
import java.time.Duration;
import java.util.Optional;

/** Lets the rules in force decide which reads of a key are stale. */
public final class StaleKeys implements StaleReads {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Faults faults;

    public StaleKeys(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Optional<Duration> imposed(Call call, KeyArn key) {
        return faults.strike(ReadFault.class, call, Optional.of(key))
                .map(struck -> struck.rule().rule().details().delay().orElse(A_MINUTE));
    }
}
