package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What happens to keys by the mere passing of time: deletion up to 24 hours after its date. AWS KMS Developer Guide,
 * "Deleting AWS KMS keys".
 */
public final class Destruction {
    private static final Duration LATEST = Duration.ofHours(24);
    private static final Duration LATEST_REPETITION = Duration.ofSeconds(10);
    private static final int REPETITIONS = 2;

    private final DomainClock clock;
    private final Settings settings;
    private final KeyStore store;
    private final Occurrences occurrences;
    private final RandomGenerator random;
    private final RandomGenerator repetition;

    Destruction(Ground ground, KeyStore store, Occurrences occurrences) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.store = store;
        this.occurrences = occurrences;
        this.random = ground.chance().of("destruction");
        this.repetition = ground.chance().of("repeated deletion events");
    }

    /** Plans the deletion of a key that has just got its date; a primary that waits for replicas has none. */
    public void plan(Key key) {
        key.deletionDate().ifPresent(date -> {
            var late = Chance.upTo(LATEST, random);
            clock.at(date.plus(late), () -> deleteIfStillDue(key, date));
        });
    }

    private void deleteIfStillDue(Key key, Instant date) {
        // Cancelled, or cancelled and scheduled anew, in the meantime.
        if (key.deletedAt().isPresent() || !key.deletionDate().equals(Optional.of(date))) {
            return;
        }
        store.delete(key);
        key.markDeleted(clock.now());
        occurrences.recorded("DeleteKey", key.arn(), Map.of());
        announce(key.arn());
        key.family().ifPresent(family -> {
            family.remove(key.arn());
            store.find(family.primary()).ifPresent(this::startWaitingPeriod);
        });
    }

    /**
     * At least once: retries may make several events of one deletion within a few seconds. AWS KMS Developer Guide,
     * "Monitor KMS keys with Amazon EventBridge".
     */
    private void announce(KeyArn key) {
        occurrences.announced("KMS CMK Deletion", key, Map.of());
        if (repetition.nextDouble() < settings.get(KmsBehaviour.REPEATED_DELETION_EVENTS)) {
            for (int again = 0; again < REPETITIONS; again++) {
                var later = Chance.upTo(LATEST_REPETITION, repetition);
                clock.at(clock.now().plus(later), () -> occurrences.announced("KMS CMK Deletion", key, Map.of()));
            }
        }
    }

    /** The waiting period of a primary starts when its last replica is gone. */
    private void startWaitingPeriod(Key primary) {
        if (primary.state() == KeyState.PENDING_REPLICA_DELETION && !primary.isPrimaryWithReplicas()) {
            primary.scheduleDeletion(clock.now(), primary.pendingWindowInDays().orElse(30));
            plan(primary);
        }
    }
}
