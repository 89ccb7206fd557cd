package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Member;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.Tempo;
import dev.keysunset.simulation.Fates.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How Keysunset retires keys: its own core, engine and watch, with the policy and the tempo that it ships with, but for two things
 * that change nothing here and cost much time: what waits is looked at every six hours rather than every hour, and the policy asks
 * for no canaries, because nothing goes wrong with the feeds.
 */
final class Watched {
    private static final int KEYS_IN_A_WORLD = 40;
    private static final Duration PENDING = Duration.ofDays(30);

    private final Duration minIdle;
    private final Duration window;

    Watched(Duration minIdle, Duration window) {
        this.minIdle = minIdle;
        this.window = window;
    }

    void retire(Estate estate, Fates fates) {
        var candidates = new ArrayList<Estate.Owned>();
        for (var key : estate.keys) {
            if (key.idleFor().compareTo(minIdle) < 0) {
                fates.add(key, Fate.KEPT);
            } else {
                candidates.add(key);
            }
        }
        var worlds = (candidates.size() + KEYS_IN_A_WORLD - 1) / KEYS_IN_A_WORLD;
        Simulation.run(
                LongStream.range(0, worlds),
                number -> {
                    var from = Math.toIntExact(number) * KEYS_IN_A_WORLD;
                    var keys = candidates.subList(from, Math.min(candidates.size(), from + KEYS_IN_A_WORLD));
                    return world(number, keys);
                },
                world -> {
                    var from = Math.toIntExact(world.seed) * KEYS_IN_A_WORLD;
                    var keys = candidates.subList(from, Math.min(candidates.size(), from + KEYS_IN_A_WORLD));
                    keys.forEach(key -> fates.add(key, fate(world, key)));
                });
    }

    private World world(long number, List<Estate.Owned> keys) {
        var days = Math.toIntExact(window.plus(PENDING).toDays());
        var scene = new Scene(
                1,
                List.of(Feed.Kind.LOGS),
                policy(),
                tempo(),
                new Scene.Course(0, 0, days + 20, Scene.After.ALL_IS_WELL));
        var world = new World(number, scene, Weather.fine());
        keys.forEach(key -> settle(world, key));
        return world;
    }

    private static void settle(World world, Estate.Owned owned) {
        var arn = arn(owned);
        var lastUse = World.START.minus(owned.idleFor());
        var key = new SimKey(
                arn,
                new KeyFacts.Family(KeyFacts.Role.SINGLE, List.of(arn)),
                KeyState.ENABLED,
                lastUse.minus(Duration.ofDays(1)));
        key.uses.add(new SimKey.Use(lastUse, true, new SimTrail.Visible(lastUse, lastUse)));
        world.aws.keys.put(arn, key);
        for (var use : owned.uses()) {
            world.at(World.START.plus(use), () -> world.aws.use(arn));
        }
        world.store.submit(new Retirement(
                world.nextId(),
                List.of(new Member(arn, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT")),
                world.scene.policy(),
                new Retirement.Submission(People.SUBMITTER, World.START),
                new Retirement.Standing(new RetirementState.Submitted(), World.START)));
    }

    private static Fate fate(World world, Estate.Owned owned) {
        var key = world.aws.key(arn(owned));
        var failed = key.uses.stream()
                .filter(use -> !use.served())
                .map(SimKey.Use::at)
                .findFirst();
        var destroyed = key.destroyedAt.map(at -> Duration.between(World.START, at));
        return new Fate(
                destroyed,
                failed.flatMap(since -> enabledAfter(key, since))
                        .map(at -> Duration.between(failed.orElseThrow(), at)));
    }

    private static Optional<Instant> enabledAfter(SimKey key, Instant moment) {
        return key.history.stream()
                .filter(change ->
                        change.after() == KeyState.ENABLED && change.at().isAfter(moment))
                .map(SimKey.Change::at)
                .findFirst();
    }

    private static KeyArn arn(Estate.Owned owned) {
        return new KeyArn("aws", "us-east-1", SimTrail.ACCOUNT, "key-" + owned.number());
    }

    private Policy policy() {
        return new Policy(
                new Policy.Name("standard", 1),
                minIdle,
                window,
                Math.toIntExact(PENDING.toDays()),
                new Policy.Consent(1, 2, Duration.ofDays(14)),
                new Policy.Safety(
                        "keysunset:exempt", false, new Policy.Blindness(true, Duration.ofDays(2), Duration.ofDays(1))));
    }

    private static Tempo tempo() {
        return new Tempo(
                Duration.ofMinutes(5),
                new Tempo.Listening(
                        World.LAG,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        new Tempo.Canaries(Duration.ofHours(1), Duration.ofHours(12))),
                new Tempo.Pace(Duration.ofHours(6), Duration.ofMinutes(1)),
                Duration.ofHours(72),
                List.of(Duration.ofMinutes(1), Duration.ofHours(24)));
    }
}
