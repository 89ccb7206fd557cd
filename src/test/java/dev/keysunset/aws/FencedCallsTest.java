package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.standin.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FencedCallsTest extends AwsFixture {
    private static final Instant UNTIL = START.plusSeconds(30);

    @Test
    void carriesOutEachEffect() {
        var key = key();
        assertThat(perform(new Effect.DisableKey(key))).isInstanceOf(Outcome.Done.class);
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
        assertThat(perform(new Effect.EnableKey(key))).isInstanceOf(Outcome.Done.class);
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
        assertThat(perform(new Effect.ScheduleKeyDeletion(key, 11))).isInstanceOf(Outcome.Done.class);
        assertThat(room.keys().describe(key).found().orElseThrow().deletionDate())
                .contains(START.plus(Duration.ofDays(11)));
        assertThat(perform(new Effect.CancelKeyDeletion(key))).isInstanceOf(Outcome.Done.class);
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void datesByAwsTimeAndKeepsTheRequestId() {
        var outcome = perform(new Effect.DisableKey(key()));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.at()).isEqualTo(START);
            assertThat(done.requestId()).isNotBlank();
        });
    }

    @Test
    void callsUnderASessionOfItsOwnThatNamesEffectAndRetirement() {
        perform(new Effect.DisableKey(key()));
        assertThat(standIn.calls().getLast()).satisfies(entry -> {
            assertThat(entry.received().action()).isEqualTo("DisableKey");
            assertThat(entry.session()).contains("keysunset." + EFFECT);
            assertThat(entry.sourceIdentity()).contains(RETIREMENT.toString());
        });
    }

    @Test
    void isRefusedByAwsWhenTheFenceLiesInThePast() {
        var key = key();
        var outcome = room.keys()
                .perform(RETIREMENT, fenced(new Effect.DisableKey(key), START.minusSeconds(1)), Optional.empty());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.denied()).isTrue());
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void isRefusedByAwsWhenItIsHeldUpPastTheFence() {
        var key = key();
        var fault = fault(FaultKind.HOLD, "ScheduleKeyDeletion");
        var outcome = CompletableFuture.supplyAsync(() -> perform(new Effect.ScheduleKeyDeletion(key, 7)));
        await().until(() -> standIn.held(fault) == 1);
        standIn.clock().advance(Duration.ofSeconds(30));
        standIn.release(fault);
        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.denied()).isTrue());
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void doesNotKnowWhatBecameOfACallWhoseAnswerWasLost() {
        var key = key();
        fault(FaultKind.LOST_ANSWER, "DisableKey");
        assertThat(perform(new Effect.DisableKey(key))).isInstanceOf(Outcome.Unknown.class);
        assertThat(calls("DisableKey")).isOne();
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"ERROR_500", "ERROR_503", "RESET"})
    void doesNotKnowWhatBecameOfACallThatFailedOnAwsSide(FaultKind kind) {
        var key = key();
        fault(kind, "DisableKey");
        assertThat(perform(new Effect.DisableKey(key))).isInstanceOf(Outcome.Unknown.class);
        assertThat(calls("DisableKey")).isOne();
    }

    @Test
    void doesNotKnowWhatBecameOfACallThatWasNotAnsweredInTime() {
        var key = key();
        var hasty = room(Map.of("keysunset.aws.call-timeout", "PT1S"));
        var fault = fault(FaultKind.HOLD, "DisableKey");
        assertThat(hasty.keys().perform(RETIREMENT, fenced(new Effect.DisableKey(key), UNTIL), Optional.empty()))
                .isInstanceOf(Outcome.Unknown.class);
        standIn.release(fault);
        assertThat(calls("DisableKey")).isOne();
    }

    @Test
    void sendsOnceWhatIsThrottled() {
        fault(FaultKind.THROTTLE, "EnableKey");
        assertThat(perform(new Effect.EnableKey(key())))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("ThrottlingException"));
        assertThat(calls("EnableKey")).isOne();
        assertThat(pauses).isEmpty();
    }

    @Test
    void tellsAwsCodeAndTextWhenTheStateForbidsIt() {
        assertThat(perform(new Effect.CancelKeyDeletion(key())))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("KMSInvalidStateException");
                    assertThat(refused.message()).contains("is not pending deletion");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"ERROR_500", "RESET", "ACCESS_DENIED"})
    void sendsNothingWithoutASession(FaultKind kind) {
        var key = key();
        fault(kind, "AssumeRole");
        assertThat(perform(new Effect.DisableKey(key)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).startsWith("AssumeRole:"));
        assertThat(calls("DisableKey")).isZero();
    }

    private Outcome perform(Effect effect) {
        return room.keys().perform(RETIREMENT, fenced(effect, UNTIL), Optional.empty());
    }

    private KeyState state(KeyArn key) {
        return room.keys().describe(key).found().orElseThrow().keyState();
    }
}
