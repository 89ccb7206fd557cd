package dev.keysunset.standin.fleet;

import dev.keysunset.standin.key.KeyManager;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.story.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A key to be made, told step by step: {@code KeyPlan.in(place, "alias/…").aged(…).lastUsed(…)}. */
public final class KeyPlan {
    private static final String RESERVED = "alias/aws/";
    private static final int LONGEST_ROLE = 64;
    private static final Pattern NOT_IN_A_ROLE = Pattern.compile("[^A-Za-z0-9+=,.@_-]");

    /** What applications do with a key that GetKeyLastUsage does not tell. */
    private static final Set<String> UNCOUNTED = Set.of("CreateGrant", "GetPublicKey");

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
    private final List<HoldingPlan> holdings = new ArrayList<>();

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

    /** A key of the service that its alias {@code alias/aws/…} names; that service's policy is on it. */
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

    /**
     * A key policy instead of the usual one.
     *
     * @throws IllegalArgumentException if the document is no policy: no call could be decided
     */
    public KeyPlan policy(String document) {
        try {
            Policy.parse(document);
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException("policy: " + e.getMessage(), e);
        }
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

    public KeyPlan holding(HoldingPlan holding) {
        holdings.add(holding);
        return this;
    }

    public Place place() {
        return place;
    }

    public String alias() {
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
        var chosen = usage.orElse(spec.defaultUsage());
        if (spec.algorithms(chosen).isEmpty()) {
            throw new IllegalArgumentException("keyUsage: keys of spec " + spec + " are not for " + chosen);
        }
        return chosen;
    }

    KeyManager manager() {
        return manager;
    }

    /** Two states are only for keys of one origin. */
    Origin origin() {
        return switch (state) {
            case PENDING_IMPORT -> Origin.EXTERNAL;
            case UNAVAILABLE -> Origin.AWS_CLOUDHSM;
            default -> origin;
        };
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

    /** Who used it before the world began: its first application, or one of which a role's name is all that is left. */
    KeyUse formerUse() {
        return workloads.stream()
                .filter(workload -> workload.replicaRegion().isEmpty())
                .map(Workload::use)
                .filter(use -> !UNCOUNTED.contains(use.operation()))
                .findFirst()
                .orElseGet(() -> KeyUse.by(formerApplication(), usualOperation()));
    }

    private String formerApplication() {
        var name = alias.startsWith("alias/")
                ? NOT_IN_A_ROLE.matcher(alias.substring(6)).replaceAll("-")
                : "";
        var role = name.isEmpty() ? "former-application" : name.substring(0, Math.min(LONGEST_ROLE, name.length()));
        return "arn:aws:sts::%s:assumed-role/%s/nightly".formatted(place.account(), role);
    }

    private String usualOperation() {
        return switch (usage()) {
            case ENCRYPT_DECRYPT -> "Decrypt";
            case SIGN_VERIFY -> "Sign";
            case GENERATE_VERIFY_MAC -> "GenerateMac";
            case KEY_AGREEMENT -> "DeriveSharedSecret";
            case ENCAPSULATE_DECAPSULATE -> "Decapsulate";
        };
    }

    KeyState state() {
        return state;
    }

    Optional<String> policy() {
        return policy.or(() -> manager == KeyManager.AWS ? Optional.of(policyOfService()) : Optional.empty());
    }

    /** A key whose alias names no service is one that nobody can use. */
    private String policyOfService() {
        var service = alias.startsWith(RESERVED) ? alias.substring(RESERVED.length()) : "unknown";
        return KeyPolicies.awsManaged(place, service);
    }

    boolean isMultiRegion() {
        return multiRegion;
    }

    List<String> replicaRegions() {
        return List.copyOf(replicaRegions);
    }

    Map<String, String> tags() {
        return Collections.unmodifiableMap(tags);
    }

    List<Workload> workloads() {
        return List.copyOf(workloads);
    }

    List<HoldingPlan> holdings() {
        return List.copyOf(holdings);
    }
}
