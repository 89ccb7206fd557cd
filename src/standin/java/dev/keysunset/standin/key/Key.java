package dev.keysunset.standin.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One KMS key and what can change about it. Guarded by the domain clock's order, like everything in the world. */
public final class Key {
    private final KeyArn arn;
    private final Blueprint blueprint;
    private final Material material;
    private final Optional<Family> family;
    private final LastUse lastUse = new LastUse();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<Grant> grants = new ArrayList<>();
    private KeyState state = KeyState.ENABLED;
    private String description = "";
    private String policy;
    private Optional<Instant> deletionDate = Optional.empty();
    private OptionalInt pendingWindowInDays = OptionalInt.empty();
    private Optional<Instant> deletedAt = Optional.empty();

    public Key(KeyArn arn, Blueprint blueprint, Material material, Optional<Family> family) {
        this.arn = arn;
        this.blueprint = blueprint;
        this.material = material;
        this.family = family;
        this.policy = KeyPolicies.standard(arn.account());
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

    public Optional<Family> family() {
        return family;
    }

    public boolean isPrimaryWithReplicas() {
        return family.filter(f -> f.primary().equals(arn) && !f.replicas().isEmpty())
                .isPresent();
    }

    public LastUse lastUse() {
        return lastUse;
    }

    public Map<String, String> tags() {
        return tags;
    }

    public List<Grant> grants() {
        return grants;
    }

    public KeyState state() {
        return state;
    }

    /** Puts the key into a state that no deletion date belongs to. */
    public void become(KeyState newState) {
        state = newState;
        deletionDate = Optional.empty();
        pendingWindowInDays = OptionalInt.empty();
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
