package dev.keysunset.simulation;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Member;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import java.time.Duration;
import java.util.List;

/** The keys of one seed, the habits of those who use them, and their retirements. */
final class Fleet {
    static final Policy POLICY = new Policy(
            new Policy.Name("simulated", 1),
            Duration.ofDays(10),
            Duration.ofDays(7),
            7,
            new Policy.Consent(1, 2, Duration.ofDays(5)),
            new Policy.Safety("keysunset:exempt", Duration.ofDays(2)));

    private final World world;
    private final Chance chance;
    private int made;

    Fleet(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "fleet");
    }

    void open() {
        for (int i = 0; i < 2 + chance.below(2); i++) {
            var region = chance.of(List.of("us-east-1", "eu-west-1"));
            var arn = arn(region, "key-" + made++);
            retire(List.of(key(arn, new KeyFacts.Family(KeyFacts.Role.SINGLE, List.of(arn)))));
        }
        if (chance.in(0.6)) {
            var id = "mrk-" + made++;
            var both = List.of(arn("us-east-1", id), arn("eu-west-1", id));
            retire(List.of(
                    key(both.get(0), new KeyFacts.Family(KeyFacts.Role.PRIMARY, both)),
                    key(both.get(1), new KeyFacts.Family(KeyFacts.Role.REPLICA, both))));
        }
    }

    private static KeyArn arn(String region, String id) {
        return new KeyArn("aws", region, SimAws.ACCOUNT, id);
    }

    private SimKey key(KeyArn arn, KeyFacts.Family family) {
        var found = chance.in(0.15) ? KeyState.DISABLED : KeyState.ENABLED;
        var key = new SimKey(arn, family, found, World.START.minus(Duration.ofDays(300)));
        world.aws.keys.put(arn, key);
        habit(key);
        meddlers(key);
        return key;
    }

    /** Most keys are idle, as most keys handed in are; the others are needed at the worst moments. */
    private void habit(SimKey key) {
        switch (chance.below(6)) {
            case 0 -> uses(key, chance.upTo(Duration.ofDays(6)), Duration.ofDays(1), 40);
            case 1 -> uses(key, chance.upTo(Duration.ofDays(30)), Duration.ofDays(30), 3);
            case 2 -> uses(key, chance.upTo(Duration.ofDays(25)), Duration.ZERO, 1);
            default -> {}
        }
    }

    private void uses(SimKey key, Duration first, Duration every, int times) {
        for (int i = 0; i < times; i++) {
            world.at(World.START.plus(first).plus(every.multipliedBy(i)), () -> world.aws.use(key.arn));
        }
    }

    private void meddlers(SimKey key) {
        for (int day = 0; day < World.STORMY_DAYS; day++) {
            if (chance.in(world.options.meddling())) {
                var action = chance.of(List.of("EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion"));
                var moment = World.START.plus(Duration.ofDays(day)).plus(chance.upTo(Duration.ofDays(1)));
                world.at(moment, () -> world.aws.meddle(key.arn, action));
            }
        }
    }

    private void retire(List<SimKey> keys) {
        var members = keys.stream()
                .map(key -> new Member(key.arn, key.found, key.family.role()))
                .toList();
        var retirement = new Retirement(
                world.nextId(),
                members,
                POLICY,
                new Retirement.Submission(People.SUBMITTER, World.START),
                new Retirement.Standing(new RetirementState.Submitted(), World.START));
        world.at(World.START.plus(chance.upTo(Duration.ofDays(3))), () -> world.store.submit(retirement));
    }
}
