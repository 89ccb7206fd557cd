package dev.keysunset.standin.wire;

import dev.keysunset.standin.key.KeyArn;
import java.util.Optional;

/** Counts calls before a service sees them, and turns away those that are too many. */
public interface Turnstile {
    /** The error that turns a call away; empty for one that is let in, which counts from now on. */
    Optional<AwsError> refusal(Call call, Optional<KeyArn> key);

    /** Whether CloudTrail learns of calls that were too many. */
    boolean tellsTrail();
}
