package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Standing;
import dev.keysunset.standin.wire.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What callers meet of keys that changed a short while ago. Calls that change a key's state act on the truth; the rest
 * of AWS hears of it later. Nothing is kept of keys that no call has changed.
 */
final class Consistency {
    private static final int CHANGES_KEPT = 16;
    private static final Duration FEW_SECONDS = Duration.ofSeconds(5);
    private static final double SLOW_ONES = 0.1;

    /** A change, and when the last host that carries out cryptography has heard of it. */
    private record Change(Instant at, Standing before, Instant settledAt) {}

    private final DomainClock clock;
    private final Settings settings;
    private final Chance chance;
    private final StaleReads staleReads;
    private final RandomGenerator settling;
    private final RandomGenerator hosts;
    private final RandomGenerator reads;
    private final Map<KeyArn, Deque<Change>> changes = new HashMap<>();

    Consistency(Ground ground, StaleReads staleReads) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.chance = ground.chance();
        this.staleReads = staleReads;
        this.settling = chance.of("settling");
        this.hosts = chance.of("unsettled hosts");
        this.reads = chance.of("stale reads");
    }

    /** Takes down how a key stood before a call, if the call changed that. */
    void changed(Key key, Standing before) {
        if (key.standing().equals(before)) {
            return;
        }
        var kept = changes.computeIfAbsent(key.arn(), _ -> new ArrayDeque<>());
        var settledAt = clock.now().plus(drawn(settings.get(ConsistencyBehaviour.LONGEST_SETTLING), settling));
        kept.addLast(new Change(clock.now(), before, settledAt));
        if (kept.size() > CHANGES_KEPT) {
            kept.removeFirst();
        }
    }

    /** The state that an operation meets. */
    KeyState met(Rule rule, Key key) {
        return rule.meetsChangesLate() ? inDataPlane(key) : key.state();
    }

    /** How a call that only reads sees the key. */
    Standing read(Call call, Key key) {
        return staleReads
                .imposed(call, key.arn())
                .map(age -> standing(key, clock.now().minus(age)))
                .orElseGet(() -> readByChance(key));
    }

    /** Whether something new is found by everybody. */
    boolean hasSpread(String arn, Instant created) {
        var longest = settings.get(ConsistencyBehaviour.LONGEST_SPREADING);
        if (!created.plus(longest).isAfter(clock.now())) {
            return true;
        }
        // Drawn from the name instead of kept: a fleet is created at one go.
        var random = chance.of("spreading of " + arn);
        return random.nextDouble() >= SLOW_ONES
                || !created.plus(Chance.upTo(longest, random)).isAfter(clock.now());
    }

    /** The newest change that has settled counts. */
    private KeyState inDataPlane(Key key) {
        var met = key.state();
        for (var newestFirst = changesOf(key).descendingIterator(); newestFirst.hasNext(); ) {
            var change = newestFirst.next();
            if (!change.settledAt().isAfter(clock.now())) {
                return met;
            }
            if (settings.get(ConsistencyBehaviour.SETTLES_UNEVENLY) && hosts.nextBoolean()) {
                return met;
            }
            met = change.before().state();
        }
        return met;
    }

    private Standing readByChance(Key key) {
        var longest = settings.get(ConsistencyBehaviour.LONGEST_STALENESS);
        var changedLately = changesOf(key).stream()
                .anyMatch(change -> change.at().plus(longest).isAfter(clock.now()));
        return changedLately && reads.nextDouble() < settings.get(ConsistencyBehaviour.STALE_READ_CHANCE)
                ? standing(key, clock.now().minus(drawn(longest, reads)))
                : key.standing();
    }

    private Standing standing(Key key, Instant then) {
        return changesOf(key).stream()
                .filter(change -> change.at().isAfter(then))
                .map(Change::before)
                .findFirst()
                .orElseGet(key::standing);
    }

    private Deque<Change> changesOf(Key key) {
        return changes.getOrDefault(key.arn(), new ArrayDeque<>(0));
    }

    private static Duration drawn(Duration longest, RandomGenerator random) {
        var usual = longest.compareTo(FEW_SECONDS) < 0 ? longest : FEW_SECONDS;
        return random.nextDouble() < SLOW_ONES ? Chance.between(usual, longest, random) : Chance.upTo(usual, random);
    }
}
