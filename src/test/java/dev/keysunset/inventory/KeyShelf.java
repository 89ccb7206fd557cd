package dev.keysunset.inventory;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;

/** KMS in memory, as far as an inventory reads it; keys and whole places can be made unreadable. */
@NullMarked
final class KeyShelf implements Keys {
    static final Instant CREATED = Instant.parse("2023-01-01T00:00:00Z");

    private final Map<KeyArn, Usage> usages = new ConcurrentHashMap<>();
    private final Map<KeyArn, String> aliases = new ConcurrentHashMap<>();
    private final Set<KeyArn> denied = ConcurrentHashMap.newKeySet();
    private final Set<Place> closed = ConcurrentHashMap.newKeySet();

    KeyArn put(Place place, String alias, Usage usage) {
        var keyArn = new KeyArn(
                "aws", place.region(), place.accountId(), UUID.randomUUID().toString());
        usages.put(keyArn, usage);
        aliases.put(keyArn, alias);
        return keyArn;
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
        denied.clear();
        closed.clear();
    }

    @Override
    public Reading<KeyFacts> describe(KeyArn keyArn) {
        return denied.contains(keyArn)
                ? new Reading.Unreadable<>("kms:DescribeKey", "AccessDeniedException", "no")
                : Reading.read(new KeyFacts(
                        keyArn,
                        KeyState.ENABLED,
                        new KeyFacts.Kind(
                                KeyFacts.Owner.CUSTOMER,
                                "SYMMETRIC_DEFAULT",
                                "ENCRYPT_DECRYPT",
                                "AWS_KMS",
                                new KeyFacts.Family(KeyFacts.Role.SINGLE, List.of(keyArn))),
                        CREATED,
                        Optional.empty(),
                        "100% of it"));
    }

    @Override
    public Reading<KeyFacts> resolve(Place place, String key) {
        return new Reading.Absent<>();
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
                Reading.read(new TreeSet<>(Set.of(aliases.getOrDefault(keyArn, "alias/none")))),
                Reading.read(List.of()),
                Reading.read(Map.of("team", "billing")),
                Reading.read(new KeyPolicyFacts("hash", Optional.empty(), Optional.empty())));
    }

    @Override
    public boolean answers(Place place) {
        return true;
    }

    @Override
    public EffectRecord.Outcome perform(UUID retirementId, EffectRecord effect) {
        throw new UnsupportedOperationException("an inventory changes nothing");
    }
}
