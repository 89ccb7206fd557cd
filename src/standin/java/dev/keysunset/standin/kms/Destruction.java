package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.trail.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * What happens to keys by the mere passing of time: deletion up to 24 hours after its date, and the expiry of imported
 * material. AWS KMS Developer Guide, "Deleting AWS KMS keys".
 */
public final class Destruction {
    private static final Duration LATEST = Duration.ofHours(24);

    private final DomainClock clock;
    private final KeyStore store;
    private final Trail trail;
    private final Random random;

    public Destruction(DomainClock clock, KeyStore store, Trail trail, long seed) {
        this.clock = clock;
        this.store = store;
        this.trail = trail;
        this.random = new Random(seed);
    }

    /** Plans the deletion of a key that has just got its date; a primary that waits for replicas has none. */
    public void plan(Key key) {
        key.deletionDate().ifPresent(date -> {
            var late = Duration.ofMillis((long) (random.nextDouble() * LATEST.toMillis()));
            clock.at(date.plus(late), () -> deleteIfStillDue(key, date));
        });
    }

    /** Plans the expiry of imported material. */
    public void planExpiry(Key key) {
        key.blueprint()
                .validTo()
                .ifPresent(validTo -> clock.at(validTo, () -> {
                    if (key.deletedAt().isEmpty() && !key.state().awaitsDeletion()) {
                        key.become(KeyState.PENDING_IMPORT);
                        trail.recordServiceEvent("DeleteExpiredKeyMaterial", key.arn());
                    }
                }));
    }

    private void deleteIfStillDue(Key key, Instant date) {
        // Cancelled, or cancelled and scheduled anew, in the meantime.
        if (key.deletedAt().isPresent() || !key.deletionDate().equals(Optional.of(date))) {
            return;
        }
        store.delete(key);
        key.markDeleted(clock.now());
        trail.recordServiceEvent("DeleteKey", key.arn());
        key.family().ifPresent(family -> {
            family.remove(key.arn());
            store.find(family.primary()).ifPresent(this::startWaitingPeriod);
        });
    }

    /** The waiting period of a primary starts when its last replica is gone. */
    private void startWaitingPeriod(Key primary) {
        if (primary.state() == KeyState.PENDING_REPLICA_DELETION && !primary.isPrimaryWithReplicas()) {
            primary.scheduleDeletion(clock.now(), primary.pendingWindowInDays().orElse(30));
            plan(primary);
        }
    }
}
