package dev.keysunset.standin.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** One KMS key and what can change about it. Guarded by the domain clock's order, like everything in the world. */
public final class Key {
    private final KeyArn arn;
    private final Blueprint blueprint;
    private final Material material;
    private final Optional<Family> family;
    private final LastUse lastUse = new LastUse();
    private final ImportSlots imports = new ImportSlots();
    private final NavigableMap<String, String> tags = new TreeMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private KeyState state = KeyState.ENABLED;
    private boolean outOfReach;
    private String description = "";
    private String policy;
    private Optional<Custody> custody = Optional.empty();
    private Optional<Rotation> rotation = Optional.empty();
    private Optional<Instant> deletionDate = Optional.empty();
    private OptionalInt pendingWindowInDays = OptionalInt.empty();
    private Optional<Instant> deletedAt = Optional.empty();

    /**
     * A new key.
     *
     * @param policy its key policy, a document
     */
    public Key(KeyArn arn, Blueprint blueprint, Material material, Optional<Family> family, String policy) {
        this.arn = arn;
        this.blueprint = blueprint;
        this.material = material;
        this.family = family;
        if (blueprint.origin() == Origin.EXTERNAL && !material.isEmpty()) {
            imports.fill(material.current().id(), blueprint.validTo());
        }
        this.policy = policy;
    }

    public KeyArn arn() {
        return arn;
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    public Material material() {
        return material;
    }

    /** What this key holds of its material; of interest only for imported material. */
    public ImportSlots imports() {
        return imports;
    }

    public Optional<Family> family() {
        return family;
    }

    public boolean isPrimaryWithReplicas() {
        return family.filter(f -> f.primary().equals(arn) && !f.replicas().isEmpty())
                .isPresent();
    }

    /** Where the key is kept, if not in KMS's own HSMs. */
    public Optional<Custody> custody() {
        return custody;
    }

    public void keepIn(Custody place) {
        custody = Optional.of(place);
    }

    /** How the material is rotated; a multi-Region family has one rotation. */
    public Rotation rotation() {
        return family.map(Family::rotation).orElseGet(() -> {
            var own = rotation.orElseGet(Rotation::new);
            rotation = Optional.of(own);
            return own;
        });
    }

    /** Whether every imported material that belongs to the key for good is there. */
    public boolean hasItsMaterial() {
        return blueprint.origin() != Origin.EXTERNAL
                || (!material.isEmpty()
                        && material.versions().stream()
                                .filter(version -> !material.pending().equals(Optional.of(version)))
                                .allMatch(version -> imports.holds(version.id())));
    }

    public LastUse lastUse() {
        return lastUse;
    }

    /** By name, which is the order of ListResourceTags. */
    public NavigableMap<String, String> tags() {
        return tags;
    }

    public List<Grant> grants() {
        return grants;
    }

    /**
     * The state. A key whose custom key store is out of reach is Unavailable, and what it was told to become shows when
     * the store is back; its deletion goes on all the same.
     */
    public KeyState state() {
        var hidden = outOfReach && (state == KeyState.ENABLED || state == KeyState.DISABLED);
        return hidden ? KeyState.UNAVAILABLE : state;
    }

    public Standing standing() {
        return new Standing(state(), deletionDate, pendingWindowInDays);
    }

    /** Puts the key into a state that no deletion date belongs to. */
    public void become(KeyState newState) {
        if (newState == KeyState.UNAVAILABLE) {
            moveOutOfReach(true);
            return;
        }
        state = newState;
        deletionDate = Optional.empty();
        pendingWindowInDays = OptionalInt.empty();
    }

    /** Tells whether the key's custom key store is out of reach. */
    public void moveOutOfReach(boolean away) {
        outOfReach = away;
    }

    /** Starts the waiting period; a primary waits for its replicas first and has no date until they are gone. */
    public void scheduleDeletion(Instant now, int windowInDays) {
        pendingWindowInDays = OptionalInt.of(windowInDays);
        if (isPrimaryWithReplicas()) {
            state = KeyState.PENDING_REPLICA_DELETION;
            deletionDate = Optional.empty();
        } else {
            state = KeyState.PENDING_DELETION;
            deletionDate = Optional.of(now.plus(Duration.ofDays(windowInDays)));
        }
    }

    public void markDeleted(Instant now) {
        deletedAt = Optional.of(now);
    }

    public Optional<Instant> deletionDate() {
        return deletionDate;
    }

    public OptionalInt pendingWindowInDays() {
        return pendingWindowInDays;
    }

    public Optional<Instant> deletedAt() {
        return deletedAt;
    }

    public String description() {
        return description;
    }

    public void describe(String text) {
        description = text;
    }

    public String policy() {
        return policy;
    }

    public void replacePolicy(String document) {
        policy = document;
    }
}
