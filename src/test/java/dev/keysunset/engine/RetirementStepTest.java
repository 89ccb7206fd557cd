package dev.keysunset.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenClock;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Gate;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.RetirementState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step makes of clocks that disagree. */
class RetirementStepTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/mrk-1");
    private static final RetirementState ROLLING_BACK =
            new RetirementState.RollingBack(NOW.minus(Duration.ofDays(1)), Cause.SIGHTING);

    private final GivenKeys keys = new GivenKeys();

    /** How far our clock is ahead of AWS's, as its answers showed it. */
    private Duration ahead = Duration.ZERO;

    private final Clocks clocks =
            new Clocks(GivenClock.at(NOW), () -> NOW, UUID::randomUUID, Duration.ofSeconds(5), () -> ahead);

    @ParameterizedTest
    @ValueSource(longs = {-240, -45, 0, 45, 240})
    void aCallThatBringsAKeyBackEndsWithTheLeaseByAwsClock(long seconds) {
        ahead = Duration.ofSeconds(seconds);
        keys.with(KeyState.DISABLED, KEY);

        var step = new OneStep(keys, clocks).disabledByUs(KEY).take(ROLLING_BACK, LEASE, KEY);

        var nowAtAws = NOW.minus(ahead);
        assertThat(step.intended).hasValueSatisfying(intent -> {
            assertThat(intent.effect()).isEqualTo(new Effect.EnableKey(KEY));
            assertThat(intent.fencedUntil()).isEqualTo(nowAtAws.plus(LEASE));
        });
    }

    /** A clock that is told to be slow and is not would let the call live on after its lease. */
    @ParameterizedTest
    @CsvSource({"45,-15", "0,30", "-10,30"})
    void aCallThatTakesAKeyAwayNeverEndsLaterThanTheLeaseByEitherClock(long secondsAhead, long fence) {
        ahead = Duration.ofSeconds(secondsAhead);
        keys.with(KeyState.ENABLED, KEY);
        var atTheGate = new OneStep(keys, clocks).take(new RetirementState.AwaitingDisableApproval(), LEASE, KEY);

        var step = new OneStep(keys, clocks)
                .approved(Gate.DISABLE, hash(atTheGate))
                .take(new RetirementState.Disabling(NOW), LEASE, KEY);

        assertThat(step.intended).hasValueSatisfying(intent -> {
            assertThat(intent.effect()).isEqualTo(new Effect.DisableKey(KEY));
            assertThat(intent.fencedUntil()).isEqualTo(NOW.plusSeconds(fence));
        });
    }

    @ParameterizedTest
    @CsvSource({"45,-35", "0,10", "-45,10"})
    void aFenceIsNotBelievedClosedBeforeAwsShowsItsEnd(long secondsAhead, long fencedAtAws) {
        ahead = Duration.ofSeconds(secondsAhead);
        keys.with(KeyState.ENABLED, KEY);
        var schedule = new Effect.ScheduleKeyDeletion(KEY, 7);

        var step = new OneStep(keys, clocks)
                .effect(schedule, NOW.plusSeconds(fencedAtAws), new Outcome.Unknown())
                .take(ROLLING_BACK, LEASE, KEY);

        assertThat(step.decision).contains(new Decision.Stay(NOW.plusSeconds(10), List.of()));
    }

    @Test
    void aFenceThatHasClosedAtAwsKeepsNobodyWaiting() {
        ahead = Duration.ofSeconds(45);
        keys.with(KeyState.ENABLED, KEY);

        var step = new OneStep(keys, clocks)
                .effect(new Effect.DisableKey(KEY), NOW.minusSeconds(3600), new Outcome.Unknown())
                .take(ROLLING_BACK, LEASE, KEY);

        assertThat(step.decision)
                .hasValueSatisfying(decided -> assertThat(decided).isInstanceOf(Decision.Move.class));
    }

    private static String hash(OneStep step) {
        return step.facts.orElseThrow().observed().assessment().orElseThrow().hash();
    }
}
