package dev.keysunset.standin.signature;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.util.List;

/** How strictly signatures are taken. */
public final class SignatureBehaviour {
    public static final Setting<Boolean> CHECK = Setting.flag(
            "signature.check",
            true,
            "Signatures must be right and fresh. Access keys, tokens and their time are looked at in any case.");

    public static final Setting<Duration> LONGEST_AGE = Setting.duration(
            "signature.longest-age",
            Duration.ofMinutes(5),
            "How far a signature's time may be from the machine's clock, before or after it; also for a request that"
                    + " was held on the way.");

    public static final List<Setting<?>> ALL = List.of(CHECK, LONGEST_AGE);

    private SignatureBehaviour() {}
}
