package dev.keysunset.core;

import static dev.keysunset.core.Decided.attention;
import static dev.keysunset.core.Decided.effect;
import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.PRIMARY;
import static dev.keysunset.core.Given.REPLICA;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.done;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a deletion is scheduled, and what proves that it has happened. */
class DeletionTest {
    private static final SchedulingDeletion SCHEDULING = new SchedulingDeletion(SINCE, CLOSED);

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
    void tellsAKeyThatVanishedBeforeItsDate() {
        var pending = new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.plus(Duration.ofDays(3))));
        assertThat(attention(in(pending)
                        .scheduledByUs()
                        .reading(KEY, new Reading.Absent<>())
                        .answering()))
                .isEqualTo(Attention.Kind.KEY_VANISHED);
    }

    @Test
    void doesNotTakeNotFoundForScheduledWhereNothingWasSent() {
        var given = in(SCHEDULING)
                .disabledByUs()
                .approved(Gate.DELETE, "ann", "bob")
                .swept()
                .reading(KEY, new Reading.Absent<>());
        assertThat(attention(given)).isEqualTo(Attention.Kind.KEY_VANISHED);
    }

    @Test
    void tellsADeletionUnconfirmedAlsoWhereItsDateWasNeverRead() {
        var given = in(new PendingDeletion(SINCE, CLOSED, Optional.empty()))
                .scheduledByUs()
                .reading(KEY, new Reading.Absent<>())
                .answering();
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
        assertThat(given.since(Duration.ofHours(80)).decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class,
                        move -> assertThat(move.next()).isEqualTo(new RetirementState.Deleted(false)));
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
}
