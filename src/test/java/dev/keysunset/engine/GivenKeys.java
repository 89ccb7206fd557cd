package dev.keysunset.engine;

import dev.keysunset.GivenReading;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.MemberFacts.Surroundings;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** KMS with the keys of one family, which nobody ever used; some of its answers never come. */
final class GivenKeys implements Keys {
    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");

    final List<Effect> performed = new CopyOnWriteArrayList<>();

    /** What happens while a key is described. */
    volatile Runnable meanwhile = () -> {};

    private final TreeMap<KeyArn, KeyState> states = new TreeMap<>();
    private final Set<KeyArn> silent = ConcurrentHashMap.newKeySet();
    private final Set<KeyArn> secretive = ConcurrentHashMap.newKeySet();

    GivenKeys with(KeyState keyState, KeyArn... keyArns) {
        for (var keyArn : keyArns) {
            states.put(keyArn, keyState);
        }
        return this;
    }

    /** Where they are, KMS takes connections and answers nothing. */
    GivenKeys silent(KeyArn... keyArns) {
        silent.addAll(List.of(keyArns));
        return this;
    }

    /** They are described, and nothing else is told. */
    GivenKeys secretive(KeyArn... keyArns) {
        secretive.addAll(List.of(keyArns));
        return this;
    }

    private static void waitInVain() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Reading<KeyFacts> describe(KeyArn keyArn, Optional<Instant> urgentSince) {
        meanwhile.run();
        if (silent.contains(keyArn)) {
            waitInVain();
        }
        var family = new KeyFacts.Family(KeyFacts.Role.SINGLE, List.copyOf(states.keySet()));
        return Reading.read(new KeyFacts(
                keyArn,
                states.getOrDefault(keyArn, KeyState.UNKNOWN),
                new KeyFacts.Kind(KeyFacts.Owner.CUSTOMER, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS", family),
                CREATED,
                Optional.empty(),
                ""));
    }

    @Override
    public Reading<KeyFacts> resolve(Place place, String key) {
        return describe(KeyArn.of(key));
    }

    @Override
    public Reading<List<KeyArn>> list(Place place) {
        return Reading.read(List.copyOf(states.keySet()));
    }

    @Override
    public Usage lastUsage(KeyArn keyArn) {
        return new Usage.NeverUsed(CREATED);
    }

    @Override
    public Surroundings surroundings(KeyArn keyArn) {
        if (secretive.contains(keyArn)) {
            waitInVain();
        }
        return GivenReading.surroundings();
    }

    @Override
    public boolean answers(Place place) {
        return true;
    }

    @Override
    public Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt) {
        performed.add(effect.effect());
        return new Outcome.Done(effect.intendedAt(), "request");
    }
}
