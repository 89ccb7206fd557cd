package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.OneStep;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.key.KeyState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS makes of the calls of a replica whose clock is not AWS's. */
class WrongClockTest extends AwsFixture {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Clocks clocks =
            new Clocks(domain, InstantSource.system()::instant, UUID::randomUUID, Duration.ofSeconds(5), dateHeaders);

    @ParameterizedTest
    @ValueSource(longs = {-240, -45, 45, 240})
    void bringsAKeyBackAllTheSame(long seconds) {
        var key = key(plan().state(KeyState.DISABLED));
        ahead = Duration.ofSeconds(seconds);
        var rollingBack = new RetirementState.RollingBack(START.minus(Duration.ofDays(1)), Cause.SIGHTING);

        var step = new OneStep(room.keys(), clocks).disabledByUs(key).take(rollingBack, LEASE, key);

        assertThat(step.outcome).containsInstanceOf(Outcome.Done.class);
        assertThat(state(key)).isEqualTo(dev.keysunset.core.KeyState.ENABLED);
    }

    @Test
    void takesNoKeyAwayAfterItsLeaseIsOverByAwsClock() {
        var key = key();
        ahead = Duration.ofSeconds(45);
        assertThat(state(key)).as("AWS tells its time").isEqualTo(dev.keysunset.core.KeyState.ENABLED);
        var until = dateHeaders.atAwsOrBefore(domain.after(LEASE));
        var held = fault(FaultKind.HOLD, "ScheduleKeyDeletion");

        var outcome = CompletableFuture.supplyAsync(() -> room.keys()
                .perform(RETIREMENT, fenced(new Effect.ScheduleKeyDeletion(key, 7), until), Optional.empty()));
        await().until(() -> standIn.held(held) == 1);
        standIn.clock().advance(LEASE.plusSeconds(2));
        standIn.release(held);

        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.denied()).isTrue());
        assertThat(state(key)).isEqualTo(dev.keysunset.core.KeyState.ENABLED);
    }

    private dev.keysunset.core.KeyState state(KeyArn key) {
        return room.keys().describe(key).found().orElseThrow().keyState();
    }
}
