package dev.keysunset.core;

import static dev.keysunset.core.Decided.told;
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
import org.junit.jupiter.api.Test;

/** What a rollback says, and when it tries again, where AWS refuses it or does not answer. */
class RollbackTroubleTest {
    private static final RollingBack ROLLING = new RollingBack(SINCE, Cause.SIGHTING);

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
    void doesNotTellAnybodyToEnableAnUnreadableKeyThatWasFoundDisabled() {
        var given = in(ROLLING)
                .found(KeyState.DISABLED)
                .scheduledByUs()
                .reading(KEY, new Reading.Unreadable<>("kms:DescribeKey", "AccessDeniedException", "not authorized"));
        assertThat(told(given).remedy()).contains("cancel-key-deletion").doesNotContain("enable-key");
    }

    @Test
    void printsEveryCommandForAKeyWhoseChangeAfterTheRollbackNobodyExplainsYet() {
        var given = in(new RolledBack(SINCE, Cause.SIGHTING))
                .key(KEY, KeyState.PENDING_DELETION)
                .scheduledByUs();
        assertThat(told(given).remedy())
                .contains("aws kms cancel-key-deletion --region us-east-1 --key-id " + KEY
                        + " && aws kms enable-key --region us-east-1 --key-id " + KEY);
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
}
