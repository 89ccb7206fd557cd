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
import java.util.UUID;
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
    void doesNotCountAnApprovalOfOtherFacts() {
        var given = in(new AwaitingDisableApproval()).decided(Gate.DISABLE, Approval.Choice.APPROVE, "other", "ann");
        assertThat(attention(given)).isEqualTo(Attention.Kind.APPROVAL);
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
    void missesNoCanariesWhereTheLastMemberIsGone() {
        var date = Optional.of(NOW.plus(Duration.ofDays(5)));
        var given = in(new PendingDeletion(SINCE, CLOSED, date))
                .family(KeyState.PENDING_DELETION, KeyState.PENDING_DELETION)
                .reading(REPLICA, new Reading.Absent<>())
                .recorded("DeleteKey", REPLICA, Duration.ofDays(4), Optional.empty())
                .silentAt(REPLICA.place());
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
    }

    @Test
    void schedulesNothingOnceSomebodyHasLaidHandsOnTheOnlyFeed() {
        var given = in(SCHEDULING)
                .disabledByUs()
                .approved(Gate.DELETE, "ann", "bob")
                .swept()
                .tampered(NOW.minus(Duration.ofMinutes(20)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.WATCH_GAP));
    }

    @Test
    void sendsNothingDangerousWhileItIsRestrained() {
        assertThat(attention(in(DISABLING).approved(Gate.DISABLE, "ann").restrained()))
                .isEqualTo(Attention.Kind.STOPPED);
    }

    @Test
    void undoesADisableOfOursEvenWhereAwsStillTellsTheStateBeforeIt() {
        var given = in(ROLLING)
                .key(KEY, KeyState.ENABLED)
                .effect(new Effect.DisableKey(KEY), done(Duration.ofMinutes(1)), NOW.minus(Duration.ofMinutes(1)));
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void asksAgainForAnEnableThatNobodyAnsweredEvenWhereAwsTellsAGoodState() {
        var given = in(ROLLING)
                .key(KEY, KeyState.ENABLED)
                .effect(new Effect.DisableKey(KEY), done(Duration.ofMinutes(3)), NOW.minus(Duration.ofMinutes(3)))
                .effect(new Effect.EnableKey(KEY), new Outcome.Unknown(), NOW.minus(Duration.ofMinutes(2)));
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void asksAgainForAnEnableThatAwsRefusedEvenWhereAwsTellsAGoodState() {
        var refused = new Outcome.Refused(NOW.minus(Duration.ofMinutes(2)), "ThrottlingException", "Rate exceeded");
        var given = in(ROLLING)
                .key(KEY, KeyState.ENABLED)
                .effect(new Effect.DisableKey(KEY), done(Duration.ofMinutes(3)), NOW.minus(Duration.ofMinutes(3)))
                .effect(new Effect.EnableKey(KEY), refused, NOW.minus(Duration.ofMinutes(2)));
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void leavesAKeyDisabledThatSomebodyElseDisabledBeforeUs() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown())
                .recorded("DisableKey", KEY, Duration.ofHours(1), Optional.empty());
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.detail()).contains("by somebody else's change"));
    }

    @Test
    void enablesAKeyThatAwsShowedDisabledBeforeSomebodyElseDisabledItAgain() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown())
                .confirmedDisabled(Duration.ofMinutes(90))
                .recorded("DisableKey", KEY, Duration.ofHours(1), Optional.empty());
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void leavesAKeyDisabledThatSomebodyElseHadDisabledWhenAwsShowedIt() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown())
                .confirmedDisabled(Duration.ofMinutes(30))
                .recorded("DisableKey", KEY, Duration.ofHours(1), Optional.empty());
        assertThat(given.decided()).isInstanceOf(Decision.Move.class);
    }

    @Test
    void enablesAKeyThatSomebodyElseDisabledAfterUs() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown())
                .recorded("DisableKey", KEY, Duration.ofMinutes(90), Optional.of(new UUID(1, 1)))
                .recorded("DisableKey", KEY, Duration.ofHours(1), Optional.empty());
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
    }

    @Test
    void enablesAKeyThatWeDisabledAfterSomebodyElseEnabledIt() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown())
                .recorded("EnableKey", KEY, Duration.ofMinutes(90), Optional.empty())
                .recorded("DisableKey", KEY, Duration.ofHours(1), Optional.of(new UUID(1, 1)));
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
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
    void printsEveryCommandThatAPendingKeyNeeds() {
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(ROLLING)
                .key(KEY, KeyState.PENDING_DELETION)
                .scheduledByUs()
                .effect(new Effect.CancelKeyDeletion(KEY), refused);
        assertThat(told(given).remedy())
                .contains("aws kms cancel-key-deletion --region us-east-1 --key-id " + KEY
                        + " && aws kms enable-key --region us-east-1 --key-id " + KEY)
                .contains("kms:CancelKeyDeletion");
    }

    @Test
    void doesNotTellAnybodyToEnableAKeyThatWasFoundDisabled() {
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(ROLLING)
                .found(KeyState.DISABLED)
                .key(KEY, KeyState.PENDING_DELETION)
                .scheduledByUs()
                .effect(new Effect.CancelKeyDeletion(KEY), refused);
        assertThat(told(given).remedy()).contains("cancel-key-deletion").doesNotContain("enable-key");
    }

    @Test
    void isAloudWhenAwsDoesNotAnswerARollback() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .disabledByUs()
                .effect(new Effect.EnableKey(KEY), new Outcome.Unknown(), NOW.minusSeconds(10));
        assertThat(told(given).kind()).isEqualTo(Attention.Kind.EFFECT_FAILED);
        assertThat(told(given).detail()).contains("has not answered EnableKey").contains("still Disabled");
    }

    @Test
    void saysNothingWhileAConfirmedEnableSettles() {
        var given = in(ROLLING)
                .key(KEY, KeyState.DISABLED)
                .disabledByUs()
                .effect(new Effect.EnableKey(KEY), done(Duration.ofSeconds(10)), NOW.minusSeconds(11));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention()).isEmpty());
    }

    @Test
    void takesTheNextTurnAtOnceWhenItsTurnDidNotCome() {
        var notSent = new Outcome.Refused(NOW.minusSeconds(1), Outcome.Refused.NOT_SENT, "no room");
        var given = in(ROLLING).key(KEY, KeyState.DISABLED).disabledByUs().effect(new Effect.EnableKey(KEY), notSent);
        assertThat(given.decided()).isInstanceOfSatisfying(Decision.Act.class, act -> {
            assertThat(act.effect()).isEqualTo(new Effect.EnableKey(KEY));
            assertThat(act.attention()).extracting(Attention::kind).containsExactly(Attention.Kind.THROTTLED);
        });
    }

    @Test
    void keepsTellingARefusalWhileItTriesAgain() {
        var refused = new Outcome.Refused(NOW.minusSeconds(90), "AccessDeniedException", "not authorized");
        var given = in(ROLLING).key(KEY, KeyState.DISABLED).disabledByUs().effect(new Effect.EnableKey(KEY), refused);
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Act.class,
                        act -> assertThat(act.attention())
                                .extracting(Attention::kind)
                                .containsExactly(Attention.Kind.ACCESS_DENIED));
    }

    @Test
    void tellsTheSameRefusalInTheSameWordsWhicheverSessionItHad() {
        var session = "keysunset.00000000-0000-0001-0000-000000000002";
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", session + " may not");
        var given = in(ROLLING).key(KEY, KeyState.DISABLED).disabledByUs().effect(new Effect.EnableKey(KEY), refused);
        assertThat(told(given).detail()).endsWith("AccessDeniedException keysunset.… may not");
    }

    @Test
    void triesTheMemberAgainWhoseTurnComesFirst() {
        var early = new Outcome.Refused(NOW.minusSeconds(50), "AccessDeniedException", "not authorized");
        var late = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(ROLLING)
                .family(KeyState.DISABLED, KeyState.DISABLED)
                .effect(new Effect.DisableKey(PRIMARY), done(Duration.ofDays(2)))
                .effect(new Effect.DisableKey(REPLICA), done(Duration.ofDays(2)))
                .effect(new Effect.EnableKey(REPLICA), early)
                .effect(new Effect.EnableKey(PRIMARY), late);
        assertThat(given.decided()).isInstanceOfSatisfying(Decision.Stay.class, stay -> {
            assertThat(stay.until()).isEqualTo(NOW.plusSeconds(10));
            assertThat(stay.attention()).hasSize(2);
        });
    }

    @Test
    void cancelsADeletionThatNobodyWatchedForTooLong() {
        var given = in(new RetirementState.PendingDeletion(
                        SINCE, Given.CLOSED, Optional.of(NOW.plus(Duration.ofDays(5)))))
                .scheduledByUs()
                .readUntil(NOW.minus(Duration.ofHours(25)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.UNWATCHED_TOO_LONG));
    }

    @Test
    void beginsAnewWhereAScheduleThatNobodyAnsweredNeverArrivedAndTheWindowWasLost() {
        for (var given : List.of(lostWhileScheduling(), lostWhileScheduling().neverCancelling())) {
            assertThat(given.decided())
                    .isInstanceOfSatisfying(
                            Decision.Move.class,
                            move -> assertThat(move.next())
                                    .isEqualTo(new Observing(SCHEDULING.watchedSince(), SCHEDULING.window())));
        }
    }

    @Test
    void waitsAloudForAScheduleThatMayStillArriveWhereThePolicyNeverCancels() {
        var sentJustNow = in(SCHEDULING)
                .disabledByUs()
                .effect(new Effect.ScheduleKeyDeletion(KEY, 7), new Outcome.Unknown(), NOW.minusSeconds(60))
                .readUntil(NOW.minus(Duration.ofDays(3)))
                .neverCancelling();
        assertThat(sentJustNow.decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention()).singleElement().satisfies(gap -> {
                            assertThat(gap.kind()).isEqualTo(Attention.Kind.WATCH_GAP);
                            assertThat(gap.remedy()).contains("Repair the feed", "Order a rollback");
                        }));
    }

    @Test
    void namesTheWayOutOfABlindDeletionThatThePolicyNeverCancels() {
        assertThat(in(new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.plus(Duration.ofDays(5)))))
                        .scheduledByUs()
                        .readUntil(NOW.minus(Duration.ofDays(3)))
                        .neverCancelling()
                        .decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention())
                                .extracting(Attention::remedy)
                                .singleElement()
                                .satisfies(remedy -> assertThat(remedy)
                                        .contains("Order a rollback")
                                        .doesNotContain("Restart the window")));
    }

    private static Given lostWhileScheduling() {
        return in(SCHEDULING)
                .disabledByUs()
                .effect(new Effect.ScheduleKeyDeletion(KEY, 7), new Outcome.Unknown(), NOW.minus(Duration.ofDays(3)))
                .readUntil(NOW.minus(Duration.ofDays(3)));
    }

    @Test
    void catchesUpAfterAShortOutage() {
        var given = in(new RetirementState.PendingDeletion(
                        SINCE, Given.CLOSED, Optional.of(NOW.plus(Duration.ofDays(5)))))
                .scheduledByUs()
                .readUntil(NOW.minus(Duration.ofHours(3)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention())
                                .extracting(Attention::kind)
                                .containsExactly(Attention.Kind.WATCH_GAP));
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

    @Test
    void beginsTheWindowAnewAfterAHoleThatNoFeedReachesBackTo() {
        var hole = OPEN.opensAt().plus(Duration.ofHours(10));
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .unread(hole, hole.plus(Duration.ofHours(2)))
                .reachesBack(hole.plus(Duration.ofDays(1)));
        assertThat(given.decided()).isInstanceOfSatisfying(Decision.Move.class, move -> {
            assertThat(move.cause()).isEqualTo(Cause.GAP_BEYOND_REPAIR);
            assertThat(move.next())
                    .isInstanceOfSatisfying(
                            RetirementState.Observing.class,
                            state -> assertThat(state.window().opensAt()).isEqualTo(hole.plus(Duration.ofHours(2))));
        });
    }

    @Test
    void keepsTheWindowWhileAHoleCanStillBeRepaired() {
        var hole = OPEN.opensAt().plus(Duration.ofHours(10));
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .unread(hole, hole.plus(Duration.ofHours(2)))
                .reachesBack(hole);
        assertThat(attention(given)).isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void waitsForTheEndOfAHoleBeforeItBeginsTheWindowAnew() {
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .readUntil(NOW.minus(Duration.ofDays(2)))
                .reachesBack(NOW.minus(Duration.ofDays(1)));
        assertThat(attention(given)).isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void saysThatTheWindowWasLostAlsoWhenNothingOfItIsLeft() {
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .unread(SINCE, NOW.minus(Duration.ofDays(1)))
                .reachesBack(NOW.minus(Duration.ofDays(1)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.GAP_BEYOND_REPAIR));
    }

    private static Attention told(Given given) {
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
        return ((Decision.Stay) given.decided()).attention().getFirst();
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
