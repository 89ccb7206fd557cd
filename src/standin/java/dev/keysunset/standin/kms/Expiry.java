package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Origin;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How keys lose imported material, by its date or by hand. AWS KMS Developer Guide, "Importing key material". */
final class Expiry {
    private final DomainClock clock;
    private final Occurrences occurrences;

    Expiry(DomainClock clock, Occurrences occurrences) {
        this.clock = clock;
        this.occurrences = occurrences;
    }

    /** Plans the expiry of what the key holds now; only imported material has a date. */
    void plan(Key key) {
        if (key.blueprint().origin() != Origin.EXTERNAL) {
            return;
        }
        for (var version : key.material().versions()) {
            key.imports()
                    .validTo(version.id())
                    .ifPresent(validTo -> clock.at(validTo, () -> expire(key, version.id(), validTo)));
        }
    }

    /** Takes a material from the key; its state tells unless it awaits deletion. */
    void lose(Key key, String materialId) {
        if (key.imports().empty(materialId)
                && !key.hasItsMaterial()
                && !key.state().awaitsDeletion()) {
            key.become(KeyState.PENDING_IMPORT);
        }
    }

    private void expire(Key key, String materialId, Instant validTo) {
        // Imported anew with another date in the meantime, or deleted.
        var due = key.imports().validTo(materialId).equals(Optional.of(validTo));
        if (key.deletedAt().isEmpty() && due) {
            lose(key, materialId);
            occurrences.recorded("DeleteExpiredKeyMaterial", key.arn(), Map.of("keyMaterialId", materialId));
            occurrences.announced(
                    "KMS Imported Key Material Expiration", key.arn(), Map.of("key-material-id", materialId));
        }
    }
}
