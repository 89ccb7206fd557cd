package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What owners have said against the retirement of a key. */
public interface KeyHolds {
    /** The hold on any of them that lasts longest. */
    Optional<Held> on(Collection<KeyArn> keys);

    record Held(KeyArn keyArn, String by, String reason, Instant until) {}
}
