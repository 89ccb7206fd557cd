package dev.keysunset.retirement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Order;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Journal.Recorded;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Orders;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may still write down what a look came to. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class OvertakingTest {
    @Inject
    Stage stage;

    @Inject
    Journal journal;

    @Inject
    Orders orders;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void overtakesAClaimWhoseLeaseHasEnded() {
        var id = stage.submit();
        var claim = stage.claim(id);
        stage.expireLease(id);

        assertThat(stage.record(claim, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED)))
                .isInstanceOf(Recorded.Overtaken.class);
        assertThat(stage.kinds(id)).containsExactly("SUBMITTED");
    }

    @Test
    void overtakesAClaimWhoseTokenIsAnothers() {
        var id = stage.submit();
        var stale = stage.claim(id);
        stage.expireLease(id);
        var current = stage.claim(id);

        assertThat(stage.record(stale, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED)))
                .isInstanceOf(Recorded.Overtaken.class);
        assertThat(stage.record(current, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED)))
                .isInstanceOf(Recorded.Kept.class);
    }

    @Test
    void overtakesAClaimWhenAPersonHasSpokenSinceAndLooksAgainAtOnce() {
        var id = stage.submit();
        var claim = stage.claim(id);
        assertThat(orders.cancel(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);

        assertThat(stage.record(claim, new Decision.Stay(stage.clock.now().plusSeconds(600), List.of())))
                .isInstanceOf(Recorded.Overtaken.class);

        assertThat(journal.remembered(stage.claim(id).retirement().id()).order())
                .map(Order::kind)
                .contains(Order.Kind.CANCEL);
    }

    @Test
    void keepsTheAnswerOfAnEffectWhoeverHoldsTheLease() {
        var id = stage.submit();
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);
        var first = stage.claim(id);
        var member = first.retirement().members().getFirst().keyArn();
        var intended =
                (Recorded.Intended) stage.record(first, new Decision.Act(new Effect.EnableKey(member), List.of()));
        stage.expireLease(id);
        var second = stage.claim(id);

        journal.conclude(first, intended.effect(), new Outcome.Done(stage.clock.now(), "request-1"));

        assertThat(journal.remembered(id).effects())
                .singleElement()
                .satisfies(effect ->
                        assertThat(effect.outcome()).isEqualTo(new Outcome.Done(stage.clock.now(), "request-1")));
        assertThat(journal.claimDue(10))
                .as("the second claim still holds its lease")
                .isEmpty();
        assertThat(stage.record(second, new Decision.Stay(stage.clock.now(), List.of())))
                .as("and has been overtaken by the news")
                .isInstanceOf(Recorded.Overtaken.class);
    }

    @Test
    void anUnknownAnswerIsNoAnswerAndIsLookedAtAtOnce() {
        var id = stage.submit();
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);
        var claim = stage.claim(id);
        var member = claim.retirement().members().getFirst().keyArn();
        var intended =
                (Recorded.Intended) stage.record(claim, new Decision.Act(new Effect.EnableKey(member), List.of()));

        journal.conclude(claim, intended.effect(), new Outcome.Unknown());

        assertThat(journal.remembered(id).effects())
                .singleElement()
                .satisfies(effect -> assertThat(effect.outcome()).isInstanceOf(Outcome.Unknown.class));
        assertThat(idsOf(journal.claimDue(10))).containsExactly(id);
    }

    @Test
    void tellsAFailedStepOnceForTheSameReason() {
        var id = stage.submit();
        journal.abandon(stage.claim(id), "boom", stage.clock.now());
        journal.abandon(stage.claim(id), "boom", stage.clock.now());
        journal.abandon(stage.claim(id), "bang", stage.clock.now());

        assertThat(stage.kinds(id).stream().filter("STEP_FAILED"::equals)).hasSize(2);
        assertThat(stage.view(id).attention())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.detail()).contains("bang"));
    }

    /** The other may be as slow: if each waited for the other to say so, nobody would. */
    @Test
    void tellsOfAStepThatOutlastedItsLeaseThoughAnotherHasClaimedIt() {
        var id = stage.submit();
        var first = stage.claim(id);
        stage.expireLease(id);
        stage.claim(id);

        journal.abandon(first, "too slow", stage.clock.now());

        assertThat(stage.view(id).attention())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.detail()).contains("too slow"));
        assertThat(journal.claimDue(10)).as("the other still holds its lease").isEmpty();
    }

    @Test
    void tellsNothingOfAStepThatOthersHaveLeftBehind() {
        var id = stage.submit();
        var first = stage.claim(id);
        stage.expireLease(id);
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);

        journal.abandon(first, "too slow", stage.clock.now());

        assertThat(stage.kinds(id)).doesNotContain("STEP_FAILED");
        assertThat(stage.view(id).attention()).isEmpty();
    }

    private static List<UUID> idsOf(List<Claim> claims) {
        return claims.stream().map(claim -> claim.retirement().id()).toList();
    }
}
