package dev.keysunset.standin.trail;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.Call;
import java.util.Optional;

/** A call that CloudTrail hears of. */
public record ApiEvent(Call call, boolean readOnly, Optional<KeyArn> key, Ending ending, EventIds ids) {}
