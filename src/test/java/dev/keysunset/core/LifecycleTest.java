package dev.keysunset.core;

import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.OPEN;
import static dev.keysunset.core.Given.PRIMARY;
import static dev.keysunset.core.Given.REPLICA;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.done;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Disabling;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import dev.keysunset.core.RetirementState.Submitted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the lifecycle does where it does not move on: it acts, or it waits and says why. */
class LifecycleTest {
    private static final Disabling DISABLING = new Disabling(SINCE);
    private static final SchedulingDeletion SCHEDULING = new SchedulingDeletion(SINCE, CLOSED);
    private static final RollingBack ROLLING = new RollingBack(SINCE, Cause.SIGHTING);

    @Test
    void decidesNothingOnWhatItCouldNotRead() {
        assertThat(attention(in(new Submitted()).unreadable())).isEqualTo(Attention.Kind.UNREADABLE);
    }

    @Test
    void doesNotCountTheSubmittersOwnApproval() {
        assertThat(attention(in(new AwaitingDisableApproval()).approved(Gate.DISABLE, "sam")))
                .isEqualTo(Attention.Kind.APPROVAL);
    }

    @Test
    void countsTwoApprovalsOfOnePersonOnce() {
        var gate = new RetirementState.AwaitingDeletionApproval(SINCE, CLOSED);
        assertThat(attention(in(gate).disabledByUs().approved(Gate.DELETE, "ann", "ann")))
                .isEqualTo(Attention.Kind.APPROVAL);
    }

    @Test
    void waitsAtTheGateForAGuardrailsDate() {
        var given = in(new AwaitingDisableApproval())
                .approved(Gate.DISABLE, "ann")
                .guardedUntil(NOW.plus(Duration.ofDays(9)));
        assertThat(attention(given)).isEqualTo(Attention.Kind.GUARDRAIL);
    }

    @Test
    void waitsAtTheGateWhileTheServiceIsStopped() {
        assertThat(attention(in(new AwaitingDisableApproval())
                        .approved(Gate.DISABLE, "ann")
                        .restrained()))
                .isEqualTo(Attention.Kind.STOPPED);
    }

    @Test
    void disablesAnEnabledMemberOnceApproved() {
        assertThat(effect(in(DISABLING).approved(Gate.DISABLE, "ann"))).isEqualTo(new Effect.DisableKey(KEY));
    }

    @Test
    void doesNotRepeatADisableWhileTheFirstMayStillArrive() {
        var given = in(DISABLING)
                .approved(Gate.DISABLE, "ann")
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown(), NOW.minusSeconds(10));
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
    }

    @Test
    void repeatsADisableThatNeverArrived() {
        var given = in(DISABLING)
                .approved(Gate.DISABLE, "ann")
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown(), NOW.minus(Duration.ofHours(1)));
        assertThat(effect(given)).isEqualTo(new Effect.DisableKey(KEY));
    }

    @Test
    void tellsWhoMustAllowADeniedDisable() {
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(DISABLING).approved(Gate.DISABLE, "ann").effect(new Effect.DisableKey(KEY), refused);
        assertThat(attention(given)).isEqualTo(Attention.Kind.ACCESS_DENIED);
    }

    @Test
    void saysNothingWhileTheWindowIsOpenAndTheWatchKeepsUp() {
        assertThat(in(new Observing(SINCE, OPEN)).disabledByUs().decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention()).isEmpty());
    }

    @Test
    void isLoudWhenTheWatchFallsBehind() {
        var given = in(new Observing(SINCE, OPEN)).disabledByUs().readUntil(NOW.minus(Duration.ofHours(2)));
        assertThat(attention(given)).isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void doesNotCallAWindowClearThatWasNotSweptAgain() {
        assertThat(in(new Observing(SINCE, CLOSED)).disabledByUs().decided()).isInstanceOf(Decision.Stay.class);
        assertThat(attention(in(new Observing(SINCE, CLOSED)).disabledByUs().sweepFailed()))
                .isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void schedulesReplicasBeforeTheirPrimary() {
        var given = in(SCHEDULING)
                .family(KeyState.DISABLED, KeyState.DISABLED)
                .approved(Gate.DELETE, "ann", "bob")
                .swept();
        assertThat(effect(given)).isEqualTo(new Effect.ScheduleKeyDeletion(REPLICA, 7));
        given.key(REPLICA, KeyState.PENDING_DELETION)
                .effect(new Effect.ScheduleKeyDeletion(REPLICA, 7), done(Duration.ofMinutes(10)));
        assertThat(effect(given)).isEqualTo(new Effect.ScheduleKeyDeletion(PRIMARY, 7));
    }

    @Test
    void doesNotTakeNotFoundForProofWhereNoOtherKeyAnswers() {
        var due = new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.minus(Duration.ofHours(80))));
        var given = in(due).scheduledByUs().reading(KEY, new Reading.Absent<>());
        assertThat(attention(given)).isEqualTo(Attention.Kind.UNREADABLE);
    }

    @Test
    void takesTheDeleteKeyRecordForProofEvenOfTheLastKeyOfAPlace() {
        var due = new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.minus(Duration.ofHours(3))));
        var given = in(due).scheduledByUs()
                .reading(KEY, new Reading.Absent<>())
                .recorded("DeleteKey", KEY, Duration.ofHours(1), Optional.empty());
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class,
                        move -> assertThat(move.next()).isEqualTo(new RetirementState.Deleted(true)));
    }

    @Test
    void waitsForTheDeleteKeyRecordAndThenTellsTheDeletionUnconfirmed() {
        var fresh = new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.minus(Duration.ofHours(3))));
        var old = new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.minus(Duration.ofHours(80))));
        assertThat(in(fresh)
                        .scheduledByUs()
                        .reading(KEY, new Reading.Absent<>())
                        .answering()
                        .decided())
                .isInstanceOf(Decision.Stay.class);
        assertThat(in(old).scheduledByUs()
                        .reading(KEY, new Reading.Absent<>())
                        .answering()
                        .decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class,
                        move -> assertThat(move.next()).isEqualTo(new RetirementState.Deleted(false)));
    }

    @Test
    void givesAWatchThatIsMerelyBehindLongerToCatchUpThanOneThatFails() {
        assertThat(blindBefore(Duration.ofHours(40)).troubled().decided()).isInstanceOf(Decision.Move.class);
        assertThat(attention(blindBefore(Duration.ofHours(40)))).isEqualTo(Attention.Kind.WATCH_GAP);
        assertThat(blindBefore(Duration.ofHours(11)).decided()).isInstanceOf(Decision.Move.class);
    }

    private static Given blindBefore(Duration left) {
        var date = NOW.plus(left);
        return in(new PendingDeletion(SINCE, CLOSED, Optional.of(date)))
                .scheduledByUs()
                .key(KEY, KeyState.PENDING_DELETION, Optional.of(date))
                .readUntil(NOW.minus(Duration.ofHours(5)));
    }

    @Test
    void tellsAKeyThatVanishedBeforeItsDate() {
        var pending = new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.plus(Duration.ofDays(3))));
        assertThat(attention(in(pending)
                        .scheduledByUs()
                        .reading(KEY, new Reading.Absent<>())
                        .answering()))
                .isEqualTo(Attention.Kind.KEY_VANISHED);
    }

    @Test
    void cancelsAndThenEnables() {
        assertThat(effect(in(ROLLING).key(KEY, KeyState.PENDING_DELETION).scheduledByUs()))
                .isEqualTo(new Effect.CancelKeyDeletion(KEY));
        var cancelled = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .scheduledByUs()
                .effect(new Effect.CancelKeyDeletion(KEY), done(Duration.ofMinutes(1)));
        assertThat(effect(cancelled)).isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void leavesAKeyWhoseDeletionSomebodyElseCancelled() {
        assertThat(in(ROLLING).key(KEY, KeyState.DISABLED).scheduledByUs().decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.detail()).contains("somebody else"));
    }

    @Test
    void leavesAKeyThatWasFoundDisabledDisabled() {
        var given = in(ROLLING).found(KeyState.DISABLED).key(KEY, KeyState.DISABLED);
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.RESTORED));
    }

    @Test
    void doesNotEnableWhatSomebodyElseTookOver() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .scheduledByUs()
                .recorded("CancelKeyDeletion", KEY, Duration.ofHours(5), Optional.empty());
        assertThat(given.decided()).isInstanceOfSatisfying(Decision.Move.class, move -> {
            assertThat(move.next().name()).isEqualTo(StateName.ROLLED_BACK);
            assertThat(move.detail()).contains("somebody else");
        });
    }

    @Test
    void rollsBackWhateverRestrainsTheOtherSteps() {
        assertThat(effect(in(ROLLING).key(KEY, KeyState.DISABLED).disabledByUs().restrained()))
                .isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void doesNotEndARollbackWhileADangerousEffectMayStillArrive() {
        var given = in(ROLLING)
                .disabledByUs()
                .effect(new Effect.ScheduleKeyDeletion(KEY, 7), new Outcome.Unknown(), NOW.minusSeconds(5));
        assertThat(given.decided()).isEqualTo(new Decision.Stay(NOW.plusSeconds(25), List.of()));
    }

    @Test
    void doesNotLetOneDeniedMemberKeepTheOthersFromBeingRestored() {
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(ROLLING)
                .family(KeyState.DISABLED, KeyState.DISABLED)
                .effect(new Effect.DisableKey(PRIMARY), done(Duration.ofDays(2)))
                .effect(new Effect.DisableKey(REPLICA), done(Duration.ofDays(2)))
                .effect(new Effect.EnableKey(REPLICA), refused);
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(PRIMARY));
    }

    @Test
    void printsTheCommandThatHelpsWhenARollbackIsDenied() {
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(ROLLING).key(KEY, KeyState.DISABLED).disabledByUs().effect(new Effect.EnableKey(KEY), refused);
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention())
                                .anySatisfy(attention -> assertThat(attention.remedy())
                                        .contains("aws kms enable-key --region us-east-1 --key-id " + KEY)));
    }

    @Test
    void namesWhoDisabledTheKeyAfterTheRollbackAndLeavesIt() {
        var given = in(new RolledBack(SINCE, Cause.SIGHTING))
                .key(KEY, KeyState.DISABLED)
                .disabledByUs()
                .effect(new Effect.EnableKey(KEY), done(Duration.ofMinutes(10)))
                .recorded("DisableKey", KEY, Duration.ofMinutes(3), Optional.empty());
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention())
                                .singleElement()
                                .satisfies(attention ->
                                        assertThat(attention.detail()).contains("somebody called DisableKey")));
    }

    private static Attention.Kind attention(Given given) {
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
        return ((Decision.Stay) given.decided()).attention().getFirst().kind();
    }

    private static Effect effect(Given given) {
        assertThat(given.decided()).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) given.decided()).effect();
    }
}
