package dev.keysunset.core;

import static dev.keysunset.core.Decided.attention;
import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.PRIMARY;
import static dev.keysunset.core.Given.REPLICA;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.done;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a deletion while the watch does not see. */
class BlindDeletionTest {
    private static final SchedulingDeletion SCHEDULING = new SchedulingDeletion(SINCE, CLOSED);
    private static final Reading<KeyFacts> UNREADABLE =
            new Reading.Unreadable<>("kms:DescribeKey", "AccessDeniedException", "denied by a service control policy");

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
    void givesAWatchThatIsMerelyBehindLongerToCatchUpThanOneThatFails() {
        assertThat(blindBefore(Duration.ofHours(40)).troubled().decided()).isInstanceOf(Decision.Move.class);
        assertThat(attention(blindBefore(Duration.ofHours(40)))).isEqualTo(Attention.Kind.WATCH_GAP);
        assertThat(blindBefore(Duration.ofHours(11)).decided()).isInstanceOf(Decision.Move.class);
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
    void cancelsWhatCountsDownUnwatchedBesideAMemberThatCannotBeRead() {
        var given = in(SCHEDULING)
                .family(KeyState.DISABLED, KeyState.PENDING_DELETION)
                .effect(new Effect.ScheduleKeyDeletion(REPLICA, 7), done(Duration.ofDays(2)))
                .reading(PRIMARY, UNREADABLE)
                .readUntil(NOW.minus(Duration.ofHours(25)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.UNWATCHED_TOO_LONG));
    }

    @Test
    void knowsTheDateOfAKeyThatCannotBeReadAnyMore() {
        var given = in(new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.plus(Duration.ofHours(11)))))
                .scheduledByUs()
                .reading(KEY, UNREADABLE)
                .readUntil(NOW.minus(Duration.ofHours(5)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.BLIND_NEAR_DELETION));
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

    private static Given blindBefore(Duration left) {
        var date = NOW.plus(left);
        return in(new PendingDeletion(SINCE, CLOSED, Optional.of(date)))
                .scheduledByUs()
                .key(KEY, KeyState.PENDING_DELETION, Optional.of(date))
                .readUntil(NOW.minus(Duration.ofHours(5)));
    }

    private static Given lostWhileScheduling() {
        return in(SCHEDULING)
                .disabledByUs()
                .effect(new Effect.ScheduleKeyDeletion(KEY, 7), new Outcome.Unknown(), NOW.minus(Duration.ofDays(3)))
                .readUntil(NOW.minus(Duration.ofDays(3)));
    }
}
