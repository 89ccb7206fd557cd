package dev.keysunset.simulation;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.Keys;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** How one replica calls canaries, weather included. */
final class SimCanaries implements CanaryCalls {
    private final World world;
    private final String replica;
    private final Keys keys;

    SimCanaries(World world, String replica) {
        this.world = world;
        this.replica = replica;
        this.keys = world.aws.keysFor(replica);
    }

    @Override
    public Outcome call(UUID canaryId, KeyArn keyArn, String keyUsage) {
        if (!(keys.describe(keyArn) instanceof Reading.Read<KeyFacts>(var key))) {
            return new Outcome.NotMade(keyArn + " could not be read");
        }
        if (key.keyState() != KeyState.DISABLED && !key.keyState().scheduled()) {
            return new Outcome.NotMade(keyArn + " is " + key.keyState().awsName());
        }
        if (world.aws.canariesDeniedUntil.isAfter(world.now)) {
            return new Outcome.Denied(world.now, "kms:GenerateDataKeyWithoutPlaintext", "not authorized");
        }
        if (world.weather.strikes(Fault.DENIED_CANARIES)) {
            world.aws.canariesDeniedUntil =
                    world.now.plus(world.weather.lasting(Fault.DENIED_CANARIES, Duration.ofDays(4)));
            world.story.tell("weather", "denies canaries until " + world.aws.canariesDeniedUntil);
        }
        if (!world.weather.strikes(Fault.UNANSWERED_CANARY)) {
            return world.aws.canary(canaryId, keyArn, replica);
        }
        if (world.weather.of(Fault.UNANSWERED_CANARY).in(0.5)) {
            world.aws.canary(canaryId, keyArn, replica);
        }
        return new Outcome.Unanswered("weather");
    }

    @Override
    public List<KeyArn> configured(Place place) {
        return List.of();
    }
}
