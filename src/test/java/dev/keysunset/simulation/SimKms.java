package dev.keysunset.simulation;

import dev.keysunset.GivenReading;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.MemberFacts.Surroundings;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** KMS as one replica meets it, weather included. */
final class SimKms implements Keys {
    private final World world;
    private final String replica;

    SimKms(World world, String replica) {
        this.world = world;
        this.replica = replica;
    }

    @Override
    public Reading<KeyFacts> describe(KeyArn keyArn, Optional<Instant> urgentSince) {
        var key = world.aws.key(keyArn);
        world.aws.calls.add(new SimAws.Call(world.now, replica, "DescribeKey", keyArn));
        if (world.weather.strikes(Fault.UNREADABLE_KEY)) {
            return new Reading.Unreadable<>("kms:DescribeKey", "ThrottlingException", "weather");
        }
        if (key.deleted) {
            return new Reading.Absent<>();
        }
        var state = stale(key) ? key.history.getLast().before() : key.state;
        return Reading.read(new KeyFacts(
                keyArn,
                state,
                new KeyFacts.Kind(
                        KeyFacts.Owner.CUSTOMER, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS", key.family),
                key.created,
                state == KeyState.PENDING_DELETION ? Optional.ofNullable(key.deletionDate) : Optional.empty(),
                ""));
    }

    /** KMS is eventually consistent: for a while a read may tell the state before the change. */
    private boolean stale(SimKey key) {
        return key.lastChange()
                        .filter(change ->
                                change.at().plus(Duration.ofMinutes(2)).isAfter(world.now))
                        .isPresent()
                && world.weather.strikes(Fault.STALE_READ);
    }

    @Override
    public Reading<KeyFacts> resolve(Place place, String key) {
        return describe(KeyArn.of(key));
    }

    @Override
    public Reading<List<KeyArn>> list(Place place) {
        return Reading.read(world.aws.keys.values().stream()
                .filter(key -> !key.deleted && key.arn.place().equals(place))
                .map(key -> key.arn)
                .toList());
    }

    @Override
    public Usage lastUsage(KeyArn keyArn) {
        var key = world.aws.key(keyArn);
        world.aws.calls.add(new SimAws.Call(world.now, replica, "GetKeyLastUsage", keyArn));
        if (world.weather.strikes(Fault.UNREADABLE_KEY)) {
            return new Usage.Unreadable("ThrottlingException", "weather");
        }
        // Recording may lag by up to an hour; the model always takes the whole of it.
        var recorded = key.uses.stream()
                .filter(use ->
                        use.served() && !use.at().plus(Duration.ofHours(1)).isAfter(world.now))
                .reduce((_, later) -> later);
        return recorded.<Usage>map(use -> new Usage.Used(use.at(), "Decrypt", Optional.empty()))
                .orElseGet(() -> new Usage.NeverUsed(key.created));
    }

    @Override
    public Surroundings surroundings(KeyArn keyArn) {
        return GivenReading.surroundings();
    }

    @Override
    public boolean answers(Place place) {
        return !world.weather.strikes(Fault.UNREADABLE_KEY);
    }

    @Override
    public Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt) {
        var action = effect.effect().action();
        if (world.weather.strikes(Fault.LOST_ANSWER)) {
            var arrives = world.weather.of(Fault.LOST_ANSWER).in(0.5);
            if (arrives) {
                world.aws.receive(effect, replica);
            }
            world.story.tell(
                    replica, "gets no answer to " + action + (arrives ? ", which arrived" : ", which never arrived"));
            return new Outcome.Unknown();
        }
        if (world.weather.strikes(Fault.LATE_EFFECT)) {
            var moment = world.now.plus(world.weather.lasting(Fault.LATE_EFFECT, Duration.ofMinutes(5)));
            world.story.tell(replica, "times out on " + action + ", which arrives at " + moment);
            world.at(moment, () -> world.aws.receive(effect, replica + " (late)"));
            return new Outcome.Unknown();
        }
        return world.aws.receive(effect, replica);
    }
}
