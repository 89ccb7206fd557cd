package dev.keysunset.simulation;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Member;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import java.time.Duration;
import java.util.List;

/** The keys of one seed, the habits of those who use them, and their retirements. */
final class Fleet {
    private final World world;
    private final Chance chance;
    private int made;

    Fleet(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "fleet");
    }

    /** One to three keys, and often a family in two places. */
    void open() {
        var singles = 1 + chance.below(3);
        for (int i = 0; i < singles; i++) {
            var arn = arn(chance.among(SimTrail.REGIONS), "key-" + made++);
            retire(List.of(key(arn, new KeyFacts.Family(KeyFacts.Role.SINGLE, List.of(arn)))));
        }
        if (chance.in(0.5)) {
            var id = "mrk-" + made++;
            var both = SimTrail.REGIONS.stream().map(region -> arn(region, id)).toList();
            retire(List.of(
                    key(both.get(0), new KeyFacts.Family(KeyFacts.Role.PRIMARY, both)),
                    key(both.get(1), new KeyFacts.Family(KeyFacts.Role.REPLICA, both))));
        }
    }

    private static KeyArn arn(String region, String id) {
        return new KeyArn("aws", region, SimTrail.ACCOUNT, id);
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
        switch (chance.below(8)) {
            case 0 -> uses(key, chance.upTo(Duration.ofDays(6)), Duration.ofDays(1), 40);
            case 1 -> uses(key, chance.upTo(Duration.ofDays(30)), Duration.ofDays(30), 3);
            case 2 -> uses(key, chance.upTo(Duration.ofDays(25)), Duration.ZERO, 1);
            case 3 -> key.neededAtTheLast = true;
            default -> {}
        }
    }

    private void uses(SimKey key, Duration first, Duration every, int times) {
        for (int i = 0; i < times; i++) {
            world.at(World.START.plus(first).plus(every.multipliedBy(i)), () -> world.aws.use(key.arn));
        }
    }

    private void meddlers(SimKey key) {
        for (int day = 0; day < world.scene.course().stormDays(); day++) {
            if (world.weather.strikes(Fault.MEDDLING)) {
                var action = chance.of("EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion");
                var moment = World.START.plus(Duration.ofDays(day)).plus(chance.upTo(Duration.ofDays(1)));
                world.at(moment, () -> world.aws.meddle(key.arn, action));
            }
        }
    }

    private void retire(List<SimKey> keys) {
        var members = keys.stream()
                .map(key -> new Member(key.arn, key.found, key.family.role(), "ENCRYPT_DECRYPT"))
                .toList();
        var retirement = new Retirement(
                world.nextId(),
                members,
                world.scene.policy(),
                new Retirement.Submission(People.SUBMITTER, World.START),
                new Retirement.Standing(new RetirementState.Submitted(), World.START));
        world.at(World.START.plus(chance.upTo(Duration.ofDays(3))), () -> world.store.submit(retirement));
    }
}
