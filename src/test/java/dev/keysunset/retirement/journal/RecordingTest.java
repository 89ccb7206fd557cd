package dev.keysunset.retirement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Order;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Orders;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a decision leaves behind. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class RecordingTest {
    @Inject
    Stage stage;

    @Inject
    Journal journal;

    @Inject
    WatchedKeys watchedKeys;

    @Inject
    Orders orders;

    @Inject
    RollbackReviews reviews;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void aMoveIsDueAtOnceAndToldWithItsCause() {
        var id = stage.submit();

        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);

        assertThat(stage.kinds(id)).containsExactly("SUBMITTED", "ASSESSED", "MOVED");
        assertThat(stage.view(id).retirement().state()).isEqualTo(new RetirementState.AwaitingDisableApproval());
        assertThat(stage.claim(id).version()).isEqualTo(2);
    }

    @Test
    void attentionKeepsItsBeginningWhileItPersistsAndTheVersionRestsWithIt() {
        var id = stage.submit();
        var gap = new Attention(Attention.Kind.WATCH_GAP, "blind", "repair");
        stage.stay(id, Duration.ofMinutes(1), gap);
        var before = stage.view(id);

        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1), gap);
        var after = stage.view(id);

        assertThat(after.attention()).isEqualTo(before.attention());
        assertThat(after.progress().version()).isEqualTo(before.progress().version());
        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1));
        assertThat(stage.view(id).attention()).isEmpty();
        assertThat(stage.kinds(id)).endsWith("ATTENTION", "ATTENTION_CLEARED");
    }

    @Test
    void aRollbackOpensAnEventAndClosesIt() {
        var id = stage.submit();
        var since = stage.clock.now();
        stage.move(id, new RetirementState.RollingBack(since, Cause.SIGHTING), Cause.SIGHTING);
        assertThat(stage.count(
                        "select count(*) from rollback_event where closed_at is null and retirement_id = '" + id + "'"))
                .isEqualTo(1);

        stage.move(id, new RetirementState.RolledBack(since, Cause.SIGHTING), Cause.RESTORED);

        assertThat(stage.count("select count(*) from rollback_event where outcome = 'ROLLED_BACK' and retirement_id = '"
                        + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void aRollbackThatAwsRefusesIsStuckUntilItGoesOn() {
        var id = stage.submit();
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var since = stage.clock.now();
        stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.ACCESS_DENIED, "denied", "allow"));
        assertThat(stuck(id)).isEqualTo("denied since " + since + " told 1");

        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.ACCESS_DENIED, "denied", "allow"));
        assertThat(stuck(id)).as("nothing new").isEqualTo("denied since " + since + " told 1");

        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.EFFECT_FAILED, "refused", "wait"));
        assertThat(stuck(id)).as("another reason").isEqualTo("refused since " + since + " told 1");

        stage.sql("update rollback_event set told_at = told_at - interval '61 seconds' where retirement_id = '" + id
                + "'");
        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.EFFECT_FAILED, "refused", "wait"));
        assertThat(stuck(id)).as("a minute later").isEqualTo("refused since " + since + " told 2");

        stage.sql("update rollback_event set told_at = told_at - interval '61 seconds' where retirement_id = '" + id
                + "'");
        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.EFFECT_FAILED, "refused", "wait"));
        assertThat(stuck(id)).as("the pause has grown").isEqualTo("refused since " + since + " told 2");

        stage.clock.pass(Duration.ofMinutes(1));
        stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.THROTTLED, "waits", "nothing"));
        assertThat(stuck(id)).as("a turn comes by itself").isEqualTo("not stuck");
    }

    private String stuck(UUID id) {
        return reviews.list(RollbackFilter.of(id), Optional.empty(), 1)
                .getFirst()
                .course()
                .stuck()
                .map(stuck -> stuck.because() + " since " + stuck.since() + " told "
                        + stage.count("select told_times from rollback_event where retirement_id = '" + id + "'"))
                .orElse("not stuck");
    }

    @Test
    void aDeletionIsCloseFromItsPolicysMarginOn() {
        var id = stage.submit();
        var date = stage.clock.now().plus(Duration.ofDays(20));
        stage.move(
                id,
                new RetirementState.PendingDeletion(stage.clock.now(), stage.window(), Optional.of(date)),
                Cause.CONFIRMED_SCHEDULED);

        assertThat(watchedKeys.at(List.of(RetirementWorld.PLACE)))
                .filteredOn(key -> key.retirementId().equals(id))
                .singleElement()
                .satisfies(key -> assertThat(key.condition().closeFrom()).contains(date.minus(Duration.ofDays(2))));
    }

    @Test
    void answersOrdersThatTheMoveObeysAndThoseItMakesMeaningless() {
        var id = stage.submit();
        stage.move(id, new RetirementState.Observing(stage.clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
        assertThat(orders.restartWindow(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);
        assertThat(orders.rollBack(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);
        assertThat(journal.remembered(id).order()).map(Order::kind).contains(Order.Kind.ROLLBACK);

        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);

        assertThat(journal.remembered(id).order()).isEmpty();
        assertThat(stage.count(
                        "select count(*) from operator_order where answer = 'OBEYED' and retirement_id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(stage.count(
                        "select count(*) from operator_order where answer = 'VOID' and retirement_id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void aRolledBackKeyStaysTakenUntilItRests() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var id = stage.submit(key);
        var since = stage.clock.now();
        stage.move(id, new RetirementState.RollingBack(since, Cause.SIGHTING), Cause.SIGHTING);
        stage.move(id, new RetirementState.RolledBack(since, Cause.SIGHTING), Cause.RESTORED);
        assertThat(stage.view(id).progress().live()).isTrue();

        stage.record(stage.claim(id), new Decision.Rest());

        assertThat(stage.view(id).progress().live()).isFalse();
        assertThat(stage.view(id).progress().nextStepAt()).isEmpty();
        assertThat(stage.submit(key)).isNotEqualTo(id);
    }

    @Test
    void aCancelledKeyIsFreeAtOnce() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var id = stage.submit(key);
        stage.move(id, new RetirementState.Cancelled(Cause.CANCELLED), Cause.CANCELLED);

        assertThat(stage.submit(key)).isNotEqualTo(id);
    }
}
