package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Orders;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered to those who order. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class OrdersTest {
    @Inject
    Stage stage;

    @Inject
    Orders orders;

    private UUID id;

    @BeforeEach
    void submitted() {
        stage.clear();
        id = stage.submit();
    }

    @Test
    void namesTheOrderThatIsPossibleInstead() {
        assertThat(orders.rollBack(stage.word(id, "oncall")))
                .isInstanceOfSatisfying(
                        Answer.NotPossible.class, no -> assertThat(no.remedy()).contains("Cancel"));
        assertThat(orders.extendWindow(stage.word(id, "oncall"), Duration.ofDays(1)))
                .isInstanceOf(Answer.NotPossible.class);
        stage.move(id, new RetirementState.Observing(stage.clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
        assertThat(orders.cancel(stage.word(id, "oncall")))
                .isInstanceOfSatisfying(
                        Answer.NotPossible.class, no -> assertThat(no.remedy()).contains("rollback"));
        assertThat(orders.extendWindow(stage.word(id, "oncall"), Duration.ofDays(1)))
                .isInstanceOf(Answer.Done.class);
        assertThat(stage.journal.remembered(id).order())
                .hasValueSatisfying(order -> assertThat(order.extension()).isEqualTo(Duration.ofDays(1)));
    }

    @Test
    void refusesAWordOnAnOldVersion() {
        var old = stage.word(id, "oncall");
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);

        assertThat(orders.cancel(old)).isEqualTo(new Answer.Changed(2));
        assertThat(orders.cancel(new Word(UUID.randomUUID(), 1, "oncall", ""))).isInstanceOf(Answer.NotFound.class);
    }
}
