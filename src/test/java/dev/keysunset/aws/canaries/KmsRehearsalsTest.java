package dev.keysunset.aws.canaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Effect;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Rehearsal.Outcome;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.ReadFault;
import dev.keysunset.standin.key.KeyState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a deletion could be cancelled, found out on a key that has none to cancel. */
class KmsRehearsalsTest extends AwsFixture {
    private static final UUID REHEARSAL = UUID.fromString("0193d000-0000-7000-8000-00000000000d");

    @ParameterizedTest
    @EnumSource(
            value = KeyState.class,
            names = {"DISABLED", "ENABLED"})
    void learnsThatNothingButTheKeysStateStandsInTheWay(KeyState state) {
        var key = key(plan().state(state));
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key)).isEqualTo(new Outcome.LetThrough());
        var sent = standIn.calls().getLast();
        assertThat(sent.action()).isEqualTo("CancelKeyDeletion");
        assertThat(sent.errorCode()).contains("KMSInvalidStateException");
        assertThat(sent.session()).contains("keysunset-canary." + REHEARSAL);
        assertThat(sent.sourceIdentity()).contains("keysunset-canary");
        assertThat(stateOf(key)).isEqualTo(dev.keysunset.core.KeyState.valueOf(state.name()));
    }

    @Test
    void learnsThatTheRoleMayNot() {
        var key = key(plan().state(KeyState.DISABLED).policy(ONLY_SWITCHING));
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key))
                .isInstanceOfSatisfying(
                        Outcome.Denied.class,
                        denied -> assertThat(denied.message()).contains("kms:CancelKeyDeletion"));
    }

    /** A session that was over before it began would say the same as a role that may not. */
    @ParameterizedTest
    @ValueSource(longs = {-240, 240})
    void isNotDeceivedByOurClock(long secondsAhead) {
        var key = key(plan().state(KeyState.DISABLED));
        ahead = Duration.ofSeconds(secondsAhead);
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key)).isEqualTo(new Outcome.LetThrough());
    }

    @Test
    void leavesADeletionAloneThatSomebodyHasOrdered() {
        var key = scheduled();
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key))
                .isEqualTo(new Outcome.Inconclusive("it is PendingDeletion"));
        assertThat(calls("CancelKeyDeletion")).isZero();
    }

    /** What DescribeKey says may be old; the key stays disabled whatever happens. */
    @Test
    void learnsItFromADeletionThatItMetAfterAllAsWell() {
        var key = key(plan().state(KeyState.DISABLED));
        standIn.clock().advance(Duration.ofMinutes(1));
        schedule(key);
        standIn.addFault(FaultRule.of(ReadFault.STALE_READ, "DescribeKey")
                .delay(Duration.ofSeconds(30))
                .once());
        standIn.clock().advance(Duration.ofSeconds(10));
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key)).isEqualTo(new Outcome.LetThrough());
        assertThat(stateOf(key)).isEqualTo(dev.keysunset.core.KeyState.DISABLED);
    }

    @Test
    void callsNoKeyThatCannotBeRead() {
        var key = key(plan().state(KeyState.DISABLED));
        fault(FaultKind.ACCESS_DENIED, "DescribeKey");
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key))
                .isInstanceOfSatisfying(
                        Outcome.Inconclusive.class,
                        nothing -> assertThat(nothing.because()).contains("kms:DescribeKey", "failed: AccessDenied"));
        assertThat(calls("CancelKeyDeletion")).isZero();
    }

    @Test
    void isSentOnceAndTakesNeitherSilenceNorThrottlingForAnAnswer() {
        var key = key(plan().state(KeyState.DISABLED));
        fault(FaultKind.LOST_ANSWER, "CancelKeyDeletion");
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key))
                .isEqualTo(new Outcome.Inconclusive("no answer came"));
        assertThat(calls("CancelKeyDeletion")).isOne();
        fault(FaultKind.THROTTLE, "CancelKeyDeletion");
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key)).isInstanceOf(Outcome.Inconclusive.class);
    }

    /** A role that cannot be assumed says nothing of what it may do. */
    @Test
    void takesADeniedSessionForNoAnswer() {
        var key = key(plan().state(KeyState.DISABLED));
        room.keys().describe(key);
        fault(FaultKind.ACCESS_DENIED, "AssumeRole");
        assertThat(room.rehearsals().cancelDeletion(REHEARSAL, key))
                .isInstanceOfSatisfying(
                        Outcome.Inconclusive.class,
                        nothing -> assertThat(nothing.because()).startsWith("AssumeRole:AccessDenied"));
    }

    @Test
    void isMadeOnTheFirstCanaryKeyOfThePlace() {
        var key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        var configured = room(Map.of(
                "keysunset.aws.accounts.111122223333.canary-keys", key + "," + key.replace("1234abcd", "5678abcd")));
        assertThat(configured.rehearsals().keyIn(PLACE)).contains(KeyArn.of(key));
        assertThat(configured.rehearsals().keyIn(ELSEWHERE)).isEmpty();
    }

    private dev.keysunset.core.KeyState stateOf(KeyArn key) {
        return room.keys().describe(key).found().orElseThrow().keyState();
    }

    private KeyArn scheduled() {
        var key = key();
        schedule(key);
        return key;
    }

    private void schedule(KeyArn key) {
        room.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.ScheduleKeyDeletion(key, 7), START.plus(Duration.ofHours(1))),
                        Optional.empty());
    }
}
