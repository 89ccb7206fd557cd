package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.MaterialVersion;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.key.Rotation;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** EnableKeyRotation, DisableKeyRotation, GetKeyRotationStatus, RotateKeyOnDemand, ListKeyRotations. */
final class RotationOperations {
    /** AWS KMS API Reference, "RotateKeyOnDemand" and "ConflictException". */
    private static final int MOST_ON_DEMAND = 25;

    private static final Duration TOO_CLOSE = Duration.ofMinutes(20);
    private static final Listing<ObjectNode> ROTATIONS = new Listing<>("Rotations", 100, entry -> entry);

    private final DomainClock clock;
    private final Rotations rotations;
    private final Paging paging;

    RotationOperations(DomainClock clock, Rotations rotations, Paging paging) {
        this.clock = clock;
        this.rotations = rotations;
        this.paging = paging;
    }

    List<Operation> all() {
        var change = new Traits(ID_OR_ARN, Rule.ROTATION, false, false);
        return List.of(
                new OnKey("EnableKeyRotation", change, this::enableKeyRotation),
                new OnKey("DisableKeyRotation", change, RotationOperations::disableKeyRotation),
                new OnKey(
                        "GetKeyRotationStatus",
                        new Traits(ID_OR_ARN, Rule.ROTATION_STATUS, true, true),
                        RotationOperations::getKeyRotationStatus),
                new OnKey(
                        "RotateKeyOnDemand",
                        new Traits(ID_OR_ARN, Rule.ROTATE_ON_DEMAND, false, false),
                        this::rotateKeyOnDemand),
                new OnKey(
                        "ListKeyRotations",
                        new Traits(ID_OR_ARN, Rule.ANY_STATE, true, false),
                        this::listKeyRotations));
    }

    private Answer enableKeyRotation(KeyCall call) {
        requireOwnMaterial(call.key());
        requirePrimary(call.key());
        var days = call.call()
                .parameters()
                .path("RotationPeriodInDays")
                .asLong(call.key().rotation().period().orElse(Rotations.YEAR).toDays());
        rotations.enable(call.key(), Duration.ofDays(days));
        return KeyAnswer.changed(call.key());
    }

    private static Answer disableKeyRotation(KeyCall call) {
        requireOwnMaterial(call.key());
        requirePrimary(call.key());
        call.key().rotation().disable();
        return KeyAnswer.changed(call.key());
    }

    /** False while the key awaits its deletion; a cancellation brings the truth back. */
    private static Answer getKeyRotationStatus(KeyCall call) {
        var key = call.key();
        requireSymmetric(key);
        requireOutsideCustomKeyStore(key);
        var rotation = key.rotation();
        var enabled = rotation.period().isPresent() && !key.state().awaitsDeletion();
        var answer = KeyAnswer.naming(key).put("KeyRotationEnabled", enabled);
        if (enabled) {
            rotation.period()
                    .ifPresent(period -> answer.put("RotationPeriodInDays", period.toDays())
                            .put("NextRotationDate", Json.timestamp(rotation.next())));
        }
        rotation.onDemandSince().ifPresent(since -> answer.put("OnDemandRotationStartDate", Json.timestamp(since)));
        return Answer.read(answer);
    }

    private Answer rotateKeyOnDemand(KeyCall call) {
        var key = call.key();
        requireSymmetric(key);
        requireOutsideCustomKeyStore(key);
        requirePrimary(key);
        var rotation = key.rotation();
        var now = clock.now();
        if (rotation.onDemandSince().isPresent() || rotation.next().isBefore(now.plus(TOO_CLOSE))) {
            throw new AwsError(
                    "ConflictException",
                    "A rotation of " + key.arn() + " is in progress or scheduled to begin within the next 20 minutes");
        }
        if (rotation.onDemandCount() >= MOST_ON_DEMAND) {
            throw new AwsError(
                    "LimitExceededException",
                    "The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations"
                            + " can be performed for this key: " + key.arn());
        }
        var imported = key.blueprint().origin() == Origin.EXTERNAL
                ? Optional.of(waiting(key))
                : Optional.<MaterialVersion>empty();
        rotations.startOnDemand(key, () -> {
            var material = key.material();
            rotations.rotate(key, true, () -> imported.map(material::rotate).orElseGet(material::rotate));
        });
        return Answer.told(KeyAnswer.naming(key));
    }

    /** The imported material that a rotation on demand makes current. */
    private static MaterialVersion waiting(Key key) {
        return key.material()
                .pending()
                .filter(version -> key.imports().holds(version.id()))
                .orElseThrow(() -> new AwsError(
                        "KMSInvalidStateException",
                        "No available key material pending rotation for the key: " + key.arn()));
    }

    private Answer listKeyRotations(KeyCall call) {
        var key = call.key();
        requireSymmetric(key);
        requireOutsideCustomKeyStore(key);
        var all = call.call()
                .text("IncludeKeyMaterial")
                .filter("ALL_KEY_MATERIAL"::equals)
                .isPresent();
        var entries = new TreeMap<String, ObjectNode>();
        var versions = key.material().versions();
        for (int i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var rotation = key.rotation().done().stream()
                    .filter(done -> done.materialId().equals(version.id()))
                    .findFirst();
            if (all || rotation.isPresent()) {
                entries.put("%09d".formatted(i), entry(key, version, rotation));
            }
        }
        return Answer.read(paging.page(call.call(), ROTATIONS, entries));
    }

    private static ObjectNode entry(Key key, MaterialVersion version, Optional<Rotation.Done> rotation) {
        var entry = Json.object()
                .put("KeyId", key.arn().id())
                .put("KeyMaterialId", version.id())
                .put("KeyMaterialState", materialState(key, version));
        if (key.blueprint().origin() == Origin.EXTERNAL) {
            var validTo = key.imports().validTo(version.id());
            entry.put("ImportState", key.imports().holds(version.id()) ? "IMPORTED" : "PENDING_IMPORT")
                    .put(
                            "ExpirationModel",
                            validTo.isPresent() ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE");
            validTo.ifPresent(at -> entry.put("ValidTo", Json.timestamp(at)));
        }
        rotation.ifPresent(done -> entry.put("RotationDate", Json.timestamp(done.at()))
                .put("RotationType", done.onDemand() ? "ON_DEMAND" : "AUTOMATIC"));
        return entry;
    }

    private static String materialState(Key key, MaterialVersion version) {
        var material = key.material();
        if (material.current().equals(version)) {
            return "CURRENT";
        }
        return material.pending().filter(version::equals).isPresent() ? "PENDING_ROTATION" : "NON_CURRENT";
    }

    private static void requireOwnMaterial(Key key) {
        requireSymmetric(key);
        if (key.blueprint().origin() != Origin.AWS_KMS) {
            throw originNotValid(key);
        }
    }

    private static void requireOutsideCustomKeyStore(Key key) {
        var origin = key.blueprint().origin();
        if (origin != Origin.AWS_KMS && origin != Origin.EXTERNAL) {
            throw originNotValid(key);
        }
    }

    private static void requireSymmetric(Key key) {
        if (key.blueprint().spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    key.arn() + " key spec is " + key.blueprint().spec() + " which is not valid for this operation.");
        }
    }

    /** Rotation is a shared property of multi-Region keys, and the primary's to set. */
    private static void requirePrimary(Key key) {
        if (key.family().filter(family -> !family.primary().equals(key.arn())).isPresent()) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    key.arn() + " is a multi-Region replica key, which is not valid for this operation.");
        }
    }

    private static AwsError originNotValid(Key key) {
        return new AwsError(
                "UnsupportedOperationException",
                key.arn() + " origin is " + key.blueprint().origin() + " which is not valid for this operation.");
    }
}
