package dev.keysunset.standin.fleet;

import dev.keysunset.standin.key.KeyManager;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key to be made, told step by step: {@code KeyPlan.in(place, "alias/…").aged(…).lastUsed(…)}. */
public final class KeyPlan {
    private final Place place;
    private final String alias;
    private String description = "";
    private String story = "";
    private KeySpec spec = KeySpec.SYMMETRIC_DEFAULT;
    private Optional<KeyUsage> usage = Optional.empty();
    private KeyManager manager = KeyManager.CUSTOMER;
    private Origin origin = Origin.AWS_KMS;
    private Optional<Duration> materialLasts = Optional.empty();
    private Duration age = Duration.ZERO;
    private Optional<Duration> lastUsedAgo = Optional.empty();
    private KeyState state = KeyState.ENABLED;
    private Optional<String> policy = Optional.empty();
    private final List<String> replicaRegions = new ArrayList<>();
    private boolean multiRegion;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<Workload> workloads = new ArrayList<>();

    private KeyPlan(Place place, String alias) {
        this.place = place;
        this.alias = alias;
    }

    /**
     * Begins a plan.
     *
     * @param alias a full alias name; empty for a key without one
     */
    public static KeyPlan in(Place place, String alias) {
        return new KeyPlan(place, alias);
    }

    public KeyPlan described(String text) {
        description = text;
        return this;
    }

    /** What is interesting about the key; only the control API tells it. */
    public KeyPlan story(String text) {
        story = text;
        return this;
    }

    public KeyPlan spec(KeySpec value) {
        spec = value;
        return this;
    }

    public KeyPlan usage(KeyUsage value) {
        usage = Optional.of(value);
        return this;
    }

    public KeyPlan managedByAws() {
        manager = KeyManager.AWS;
        return this;
    }

    /** Imported material, gone after that time from now. */
    public KeyPlan importedFor(Duration lasts) {
        origin = Origin.EXTERNAL;
        materialLasts = Optional.of(lasts);
        return this;
    }

    public KeyPlan aged(Duration value) {
        age = value;
        return this;
    }

    public KeyPlan lastUsed(Duration ago) {
        lastUsedAgo = Optional.of(ago);
        return this;
    }

    public KeyPlan state(KeyState value) {
        state = value;
        return this;
    }

    public KeyPlan policy(String document) {
        policy = Optional.of(document);
        return this;
    }

    /** A multi-Region primary, with replicas in these regions. */
    public KeyPlan multiRegion(List<String> regions) {
        multiRegion = true;
        replicaRegions.addAll(regions);
        return this;
    }

    public KeyPlan tag(String name, String value) {
        tags.put(name, value);
        return this;
    }

    public KeyPlan workload(Workload workload) {
        workloads.add(workload);
        return this;
    }

    Place place() {
        return place;
    }

    String alias() {
        return alias;
    }

    String description() {
        return description;
    }

    String story() {
        return story;
    }

    KeySpec spec() {
        return spec;
    }

    KeyUsage usage() {
        return usage.orElse(spec.defaultUsage());
    }

    KeyManager manager() {
        return manager;
    }

    Origin origin() {
        return origin;
    }

    Optional<Duration> materialLasts() {
        return materialLasts;
    }

    Duration age() {
        return age;
    }

    Optional<Duration> lastUsedAgo() {
        return lastUsedAgo;
    }

    KeyState state() {
        return state;
    }

    Optional<String> policy() {
        return policy;
    }

    boolean isMultiRegion() {
        return multiRegion;
    }

    List<String> replicaRegions() {
        return List.copyOf(replicaRegions);
    }

    Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    List<Workload> workloads() {
        return List.copyOf(workloads);
    }
}
