package dev.keysunset.core;

import static dev.keysunset.core.Decided.effect;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.PRIMARY;
import static dev.keysunset.core.Given.REPLICA;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.done;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a rollback undoes, and what it leaves as others made it. */
class RollingBackTest {
    private static final RollingBack ROLLING = new RollingBack(SINCE, Cause.SIGHTING);

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
    void undoesADisableOfOursEvenWhereAwsStillTellsTheStateBeforeIt() {
        var given = in(ROLLING)
                .key(KEY, KeyState.ENABLED)
                .effect(new Effect.DisableKey(KEY), done(Duration.ofMinutes(1)), NOW.minus(Duration.ofMinutes(1)));
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
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
    void leavesAKeyThatWasFoundDisabledDisabled() {
        var given = in(ROLLING).found(KeyState.DISABLED).key(KEY, KeyState.DISABLED);
        assertThat(given.decided()).isInstanceOfSatisfying(Decision.Move.class, move -> {
            assertThat(move.cause()).isEqualTo(Cause.RESTORED);
            assertThat(move.detail())
                    .as("whether all came back is told by these words alone")
                    .isEqualTo(Cause.RESTORED.text());
        });
    }

    @Test
    void leavesAKeyWhoseDeletionSomebodyElseCancelled() {
        assertThat(in(ROLLING).key(KEY, KeyState.DISABLED).scheduledByUs().decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.detail()).contains("somebody else"));
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
}
