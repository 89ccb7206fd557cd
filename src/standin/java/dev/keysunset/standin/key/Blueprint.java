package dev.keysunset.standin.key;

import java.time.Instant;
import java.util.Optional;

/**
 * What of a key never changes.
 *
 * @param validTo when imported material expires
 * @param story how the fleet that made it describes it; empty for keys made through the API
 */
public record Blueprint(
        KeySpec spec,
        KeyUsage usage,
        KeyManager manager,
        Origin origin,
        Instant created,
        Optional<Instant> validTo,
        String story) {

    public static Blueprint symmetric(Instant created) {
        return new Blueprint(
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                KeyManager.CUSTOMER,
                Origin.AWS_KMS,
                created,
                Optional.empty(),
                "");
    }

    public Blueprint createdAt(Instant instant) {
        return new Blueprint(spec, usage, manager, origin, instant, validTo, story);
    }
}
