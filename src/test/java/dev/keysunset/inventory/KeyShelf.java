package dev.keysunset.inventory;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;
import dev.keysunset.core.Rotation;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.KeyCatalog;
import dev.keysunset.engine.KeyRotations;
import dev.keysunset.engine.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** KMS in memory, as far as an inventory reads it; keys and whole places can be made unreadable. */
@NullMarked
final class KeyShelf implements Keys, KeyCatalog, KeyRotations {
    static final Instant CREATED = Instant.parse("2023-01-01T00:00:00Z");

    private final Map<KeyArn, Usage> usages = new ConcurrentHashMap<>();
    private final Map<KeyArn, String> aliases = new ConcurrentHashMap<>();
    private final Map<KeyArn, Map<String, String>> tags = new ConcurrentHashMap<>();
    private final Map<KeyArn, String> more = new ConcurrentHashMap<>();
    private final Map<KeyArn, Reading<Integer>> rotations = new ConcurrentHashMap<>();
    private final Map<KeyArn, KeyFacts> unusual = new ConcurrentHashMap<>();
    private final Set<KeyArn> denied = ConcurrentHashMap.newKeySet();
    private final Set<Place> closed = ConcurrentHashMap.newKeySet();

    KeyArn put(Place place, String alias, Usage usage) {
        var keyArn = new KeyArn(
                "aws", place.region(), place.accountId(), UUID.randomUUID().toString());
        usages.put(keyArn, usage);
        aliases.put(keyArn, alias);
        return keyArn;
    }

    void also(KeyArn keyArn, String alias) {
        more.put(keyArn, alias);
    }

    void tag(KeyArn keyArn, Map<String, String> values) {
        tags.put(keyArn, values);
    }

    void rotate(KeyArn keyArn, Reading<Integer> kept) {
        rotations.put(keyArn, kept);
    }

    void describeAs(KeyArn keyArn, KeyState keyState, KeyFacts.Owner manager, String origin) {
        unusual.put(keyArn, facts(keyArn, keyState, manager, origin));
    }

    void deny(KeyArn keyArn) {
        denied.add(keyArn);
    }

    void close(Place place) {
        closed.add(place);
    }

    void remove(KeyArn keyArn) {
        usages.remove(keyArn);
    }

    void clear() {
        usages.clear();
        unusual.clear();
        tags.clear();
        more.clear();
        rotations.clear();
        denied.clear();
        closed.clear();
    }

    @Override
    public Reading<KeyFacts> describe(KeyArn keyArn, Optional<Instant> urgentSince) {
        return denied.contains(keyArn)
                ? new Reading.Unreadable<>("kms:DescribeKey", "AccessDeniedException", "no")
                : Reading.read(Optional.ofNullable(unusual.get(keyArn))
                        .orElseGet(() -> facts(keyArn, KeyState.ENABLED, KeyFacts.Owner.CUSTOMER, "AWS_KMS")));
    }

    private static KeyFacts facts(KeyArn keyArn, KeyState keyState, KeyFacts.Owner manager, String origin) {
        return new KeyFacts(
                keyArn,
                keyState,
                new KeyFacts.Kind(
                        manager,
                        "SYMMETRIC_DEFAULT",
                        "ENCRYPT_DECRYPT",
                        origin,
                        new KeyFacts.Family(KeyFacts.Role.SINGLE, List.of(keyArn))),
                CREATED,
                Optional.empty(),
                "100% of it");
    }

    @Override
    public Reading<Integer> kept(KeyArn keyArn) {
        return rotations.getOrDefault(keyArn, Reading.read(0));
    }

    @Override
    public Reading<KeyFacts> resolve(Place place, String key) {
        return KeyArn.parse(key).filter(usages::containsKey).map(this::describe).orElseGet(Reading.Absent::new);
    }

    @Override
    public Reading<List<KeyArn>> list(Place place) {
        return closed.contains(place)
                ? new Reading.Unreadable<>("kms:ListKeys", "ThrottlingException", "slow down")
                : Reading.read(usages.keySet().stream()
                        .filter(keyArn -> keyArn.place().equals(place))
                        .toList());
    }

    @Override
    public Usage lastUsage(KeyArn keyArn) {
        return denied.contains(keyArn)
                ? new Usage.Unreadable("AccessDeniedException", "no")
                : usages.getOrDefault(keyArn, new Usage.NeverUsed(CREATED));
    }

    @Override
    public MemberFacts.Surroundings surroundings(KeyArn keyArn) {
        return new MemberFacts.Surroundings(
                Reading.read(names(keyArn)),
                Reading.read(List.of()),
                Reading.read(tags.getOrDefault(keyArn, Map.of("team", "billing"))),
                Reading.read(new KeyPolicyFacts(
                        "hash", KeyPolicyFacts.Guards.NONE, KeyPolicyFacts.Admitted.NOBODY, RoleStanding.LEFT_OPEN)));
    }

    private SortedSet<String> names(KeyArn keyArn) {
        var names = new TreeSet<>(Set.of(aliases.getOrDefault(keyArn, "alias/none")));
        Optional.ofNullable(more.get(keyArn)).ifPresent(names::add);
        return names;
    }

    @Override
    public Reading<Listed<KeyArn>> keys(Place place, Optional<String> marker) {
        return switch (list(place)) {
            case Reading.Read<List<KeyArn>>(var keys) -> Reading.read(new Listed<>(keys, Optional.empty()));
            case Reading.Absent<List<KeyArn>> _ -> new Reading.Absent<>();
            case Reading.Unreadable<List<KeyArn>>(var call, var code, var message) ->
                new Reading.Unreadable<>(call, code, message);
        };
    }

    @Override
    public Reading<Listed<Alias>> aliases(Place place, Optional<String> marker) {
        return Reading.read(new Listed<>(
                Stream.concat(aliases.entrySet().stream(), more.entrySet().stream())
                        .filter(entry -> entry.getKey().place().equals(place))
                        .map(entry -> new Alias(entry.getValue(), entry.getKey().keyId()))
                        .toList(),
                Optional.empty()));
    }

    @Override
    public Circumstances circumstances(KeyArn keyArn) {
        var all = surroundings(keyArn);
        return new Circumstances(all.grants(), all.tags(), all.keyPolicy());
    }

    @Override
    public Reading<Rotation> rotation(KeyFacts key) {
        return new Reading.Absent<>();
    }

    @Override
    public double lastUsagesPerSecond() {
        return 1;
    }

    @Override
    public boolean answers(Place place) {
        return true;
    }

    @Override
    public EffectRecord.Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt) {
        throw new UnsupportedOperationException("an inventory changes nothing");
    }
}
