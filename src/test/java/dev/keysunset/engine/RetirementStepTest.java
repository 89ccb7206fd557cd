package dev.keysunset.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenClock;
import dev.keysunset.core.Attention;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step makes of clocks that disagree, and of answers that come late or never. */
class RetirementStepTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/mrk-1");
    private static final KeyArn ELSEWHERE = KeyArn.of("arn:aws:kms:eu-west-1:111122223333:key/mrk-1");
    private static final KeyArn FAR_AWAY = KeyArn.of("arn:aws:kms:eu-central-1:111122223333:key/mrk-1");
    private static final KeyArn[] FAMILY = {FAR_AWAY, ELSEWHERE, KEY};
    private static final RetirementState ROLLING_BACK =
            new RetirementState.RollingBack(NOW.minus(Duration.ofDays(1)), Cause.SIGHTING);

    private final GivenKeys keys = new GivenKeys();

    /** How far our clock is ahead of AWS's, as its answers showed it. */
    private Duration ahead = Duration.ZERO;

    /** Stands still, but for what a test lets pass: so a lease ends by nothing else. */
    private volatile Instant real = NOW;

    private final Clocks clocks = clocks(Duration.ofSeconds(5));

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

    @Test
    @Timeout(60)
    void bringsBackTheMemberThatAnswersWhileKmsInTwoRegionsDoesNot() {
        keys.with(KeyState.DISABLED, FAMILY).silent(FAR_AWAY, ELSEWHERE);

        var step = new OneStep(keys, clocks(Duration.ofMillis(100)))
                .disabledByUs(FAMILY)
                .take(ROLLING_BACK, Duration.ofSeconds(2), FAMILY);

        assertThat(keys.performed).containsExactly(new Effect.EnableKey(KEY));
        assertThat(step.outcome).containsInstanceOf(Outcome.Done.class);
        assertThat(told(step))
                .extracting(Attention::detail)
                .containsExactlyInAnyOrder(
                        "kms:DescribeKey in 111122223333/eu-central-1 failed: Timeout no answer came in the time that a"
                                + " step has for it",
                        "kms:DescribeKey in 111122223333/eu-west-1 failed: Timeout no answer came in the time that a"
                                + " step has for it");
    }

    @Test
    @Timeout(60)
    void saysAtAGateWhichMemberTellsNothingOfWhatHangsOnIt() {
        keys.with(KeyState.ENABLED, FAMILY).secretive(FAR_AWAY, ELSEWHERE);

        var step = new OneStep(keys, clocks(Duration.ofMillis(100)))
                .take(new RetirementState.AwaitingDisableApproval(), Duration.ofSeconds(2), FAMILY);

        assertThat(told(step))
                .allSatisfy(attention -> assertThat(attention.kind()).isEqualTo(Attention.Kind.UNREADABLE))
                .extracting(Attention::detail)
                .anySatisfy(detail -> assertThat(detail).contains("what hangs on " + FAR_AWAY))
                .anySatisfy(detail -> assertThat(detail).contains("what hangs on " + ELSEWHERE))
                .noneSatisfy(detail -> assertThat(detail).contains(KEY.toString()));
    }

    @Test
    void saysAloudThatItsLeaseEndedBeforeItCouldRecordAnything() {
        keys.with(KeyState.DISABLED, KEY);
        keys.meanwhile = () -> real = NOW.plus(LEASE);

        var step = new OneStep(keys, clocks).disabledByUs(KEY).take(ROLLING_BACK, LEASE, KEY);

        assertThat(step.decision).isEmpty();
        assertThat(step.abandoned).contains("its lease had ended before all that it needs was read");
    }

    @Test
    void tellsACallThatItDidNotSendForWantOfALeaseAsNotSent() {
        keys.with(KeyState.DISABLED, KEY);
        keys.meanwhile = () -> real = NOW.plus(LEASE).minusSeconds(4);

        var step = new OneStep(keys, clocks).disabledByUs(KEY).take(ROLLING_BACK, LEASE, KEY);

        assertThat(keys.performed).isEmpty();
        assertThat(step.outcome)
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(Outcome.Refused.NOT_SENT)));
    }

    private Clocks clocks(Duration callTimeout) {
        return new Clocks(GivenClock.at(NOW), () -> real, UUID::randomUUID, callTimeout, () -> ahead);
    }

    private static List<Attention> told(OneStep step) {
        return switch (step.decision.orElseThrow()) {
            case Decision.Act act -> act.attention();
            case Decision.Stay stay -> stay.attention();
            case Decision.Move _, Decision.Rest _ -> List.of();
        };
    }

    private static String hash(OneStep step) {
        return step.facts.orElseThrow().observed().assessment().orElseThrow().hash();
    }
}
