package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyManager;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.MaterialVersion;
import dev.keysunset.standin.key.Rotation;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Rotates key material, by the calendar and on demand. A key that is not Enabled when its rotation is due is rotated at
 * once when it becomes so. AWS KMS API Reference, "GetKeyRotationStatus".
 */
public final class Rotations {
    static final Duration YEAR = Duration.ofDays(365);

    private final DomainClock clock;
    private final Settings settings;
    private final RandomGenerator random;
    private final KeyStore store;
    private final Occurrences occurrences;

    Rotations(Ground ground, KeyStore store, Occurrences occurrences) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.random = ground.chance().of("rotation");
        this.store = store;
        this.occurrences = occurrences;
    }

    /** Keys that AWS manages are rotated every year, whether anybody wants it or not. */
    public void adopt(Key key) {
        if (key.blueprint().manager() == KeyManager.AWS) {
            var first = key.blueprint().created().plus(YEAR);
            while (!first.isAfter(clock.now())) {
                first = first.plus(YEAR);
            }
            key.rotation().enable(YEAR, first);
            plan(key);
        }
    }

    void enable(Key key, Duration period) {
        key.rotation().enable(period, clock.now().plus(period));
        plan(key);
    }

    /** Rotates a key that has missed its rotation and can be rotated again. */
    void catchUp(Key key) {
        var primary = primary(key);
        if (primary.rotation().isDue(clock.now())
                && primary.state() == KeyState.ENABLED
                && primary.deletedAt().isEmpty()) {
            rotate(primary, false, primary.material()::rotate);
            plan(primary);
        }
    }

    /** Starts a rotation that is over a little later. */
    void startOnDemand(Key key, Runnable rotate) {
        key.rotation().startOnDemand(clock.now());
        var lasts = Chance.upTo(settings.get(KmsBehaviour.LONGEST_ROTATION), random);
        clock.at(clock.now().plus(lasts), rotate);
    }

    /**
     * Makes another material the current one, and tells so.
     *
     * @param step answers the material that has become current
     */
    void rotate(Key key, boolean onDemand, Supplier<MaterialVersion> step) {
        var previous = key.material().current().id();
        var current = step.get().id();
        var origin = key.blueprint().origin().name();
        var type = onDemand ? "ON_DEMAND" : "AUTOMATIC";
        key.rotation().note(new Rotation.Done(current, clock.now(), onDemand));
        occurrences.recorded(
                "RotateKey",
                key.arn(),
                Map.of(
                        "rotationType", type,
                        "keyOrigin", origin,
                        "previousKeyMaterialId", previous,
                        "currentKeyMaterialId", current));
        occurrences.announced(
                "KMS CMK Rotation",
                key.arn(),
                Map.of("key-origin", origin, "rotation-type", type, "key-material-id", current));
        if (key.isPrimaryWithReplicas()) {
            occurrences.recorded("SynchronizeMultiRegionKey", key.arn(), Map.of());
        }
    }

    private void plan(Key key) {
        var date = key.rotation().next();
        if (key.rotation().period().isPresent()) {
            clock.at(date, () -> catchUp(key));
        }
    }

    private Key primary(Key key) {
        return key.family().flatMap(family -> store.find(family.primary())).orElse(key);
    }
}
