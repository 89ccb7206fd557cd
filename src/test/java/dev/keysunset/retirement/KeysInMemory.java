package dev.keysunset.retirement;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;
import dev.keysunset.core.Usage;
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

/** KMS in memory: keys and aliases, as far as submitting needs them. */
public final class KeysInMemory implements Keys {
    private final Map<KeyArn, KeyFacts> keys = new ConcurrentHashMap<>();
    private final Map<String, KeyArn> aliases = new ConcurrentHashMap<>();
    private final Set<KeyArn> hidden = ConcurrentHashMap.newKeySet();
    private final Set<KeyArn> broken = ConcurrentHashMap.newKeySet();

    public KeyArn create(Place place) {
        var keyArn = new KeyArn(
                "aws", place.region(), place.accountId(), UUID.randomUUID().toString());
        keys.put(keyArn, facts(keyArn, KeyFacts.Role.SINGLE, List.of(keyArn)));
        return keyArn;
    }

    public List<KeyArn> createFamily(Place primary, Place replica) {
        var id = "mrk-" + UUID.randomUUID().toString().replace("-", "");
        var family = List.of(
                new KeyArn("aws", primary.region(), primary.accountId(), id),
                new KeyArn("aws", replica.region(), replica.accountId(), id));
        keys.put(family.getFirst(), facts(family.getFirst(), KeyFacts.Role.PRIMARY, family));
        keys.put(family.getLast(), facts(family.getLast(), KeyFacts.Role.REPLICA, family));
        return family;
    }

    /** A key whose reading fails in a way that nobody foresaw. */
    public KeyArn createBroken(Place place) {
        var keyArn = new KeyArn(
                "aws", place.region(), place.accountId(), UUID.randomUUID().toString());
        broken.add(keyArn);
        return keyArn;
    }

    public void alias(String name, KeyArn keyArn) {
        aliases.put(keyArn.place() + name, keyArn);
    }

    /** Nobody reads its tags any more. */
    public void hideTags(KeyArn keyArn) {
        hidden.add(keyArn);
    }

    @Override
    public Reading<KeyFacts> describe(KeyArn keyArn, Optional<Instant> urgentSince) {
        if (broken.contains(keyArn)) {
            throw new IllegalStateException("nobody foresaw this");
        }
        return Optional.ofNullable(keys.get(keyArn)).map(Reading::read).orElseGet(Reading.Absent::new);
    }

    @Override
    public Reading<KeyFacts> resolve(Place place, String key) {
        var name = key.contains(":alias/") ? key.substring(key.lastIndexOf(':') + 1) : key;
        return KeyArn.parse(key)
                .or(() -> Optional.ofNullable(aliases.get(place + name)))
                .or(() -> Optional.of(new KeyArn("aws", place.region(), place.accountId(), key)))
                .map(this::describe)
                .orElseThrow();
    }

    @Override
    public Reading<List<KeyArn>> list(Place place) {
        return Reading.read(
                keys.keySet().stream().filter(arn -> arn.place().equals(place)).toList());
    }

    @Override
    public Usage lastUsage(KeyArn keyArn) {
        return new Usage.NeverUsed(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @Override
    public MemberFacts.Surroundings surroundings(KeyArn keyArn) {
        SortedSet<String> names = new TreeSet<>();
        aliases.forEach((name, target) -> {
            if (target.equals(keyArn)) {
                names.add(name.substring(keyArn.place().toString().length()));
            }
        });
        return new MemberFacts.Surroundings(
                Reading.read(names),
                Reading.read(List.of()),
                tags(keyArn),
                Reading.read(new KeyPolicyFacts(
                        "hash", KeyPolicyFacts.Guards.NONE, KeyPolicyFacts.Admitted.NOBODY, RoleStanding.LEFT_OPEN)));
    }

    private Reading<Map<String, String>> tags(KeyArn keyArn) {
        return hidden.contains(keyArn)
                ? new Reading.Unreadable<>(
                        "kms:ListResourceTags on " + keyArn, "AccessDeniedException", "not authorized")
                : Reading.read(Map.of());
    }

    @Override
    public boolean answers(Place place) {
        return true;
    }

    @Override
    public EffectRecord.Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt) {
        return new EffectRecord.Outcome.Unknown();
    }

    private static KeyFacts facts(KeyArn keyArn, KeyFacts.Role role, List<KeyArn> family) {
        return new KeyFacts(
                keyArn,
                KeyState.ENABLED,
                new KeyFacts.Kind(
                        KeyFacts.Owner.CUSTOMER,
                        "SYMMETRIC_DEFAULT",
                        "ENCRYPT_DECRYPT",
                        "AWS_KMS",
                        new KeyFacts.Family(role, family)),
                Instant.parse("2024-01-01T00:00:00Z"),
                Optional.empty(),
                "");
    }
}
