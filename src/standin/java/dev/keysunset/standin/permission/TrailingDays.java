package dev.keysunset.standin.permission;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The value of {@code kms:TrailingDaysWithoutKeyUsage}: whole days since the last use that KMS knows of, or else since
 * the later of the key's creation and the start of tracking. AWS KMS Developer Guide, "AWS KMS condition keys".
 */
public record TrailingDays(Supplier<Instant> trackingStart) {

    /** Whether a use at this moment was recorded. */
    public boolean knows(Instant use) {
        return !use.isBefore(trackingStart.get());
    }

    public long of(Key key, Instant now) {
        var since = key.lastUse().visible(now).map(Use::at).orElse(trackedSince(key));
        return Duration.between(since, now).toDays();
    }

    /** TrackingStartDate of GetKeyLastUsage. */
    public Instant trackedSince(Key key) {
        var created = key.blueprint().created();
        return knows(created) ? created : trackingStart.get();
    }
}
