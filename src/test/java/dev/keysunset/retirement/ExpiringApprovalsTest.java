package dev.keysunset.retirement;

import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.approvals.Approvals.Given;
import dev.keysunset.retirement.approvals.ExpiringApprovals;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An approval counts for fourteen days: whoever still has to approve beside it is told before it counts no more. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class ExpiringApprovalsTest extends NotifyStage {
    private static final Duration VALIDITY = Duration.ofDays(14);
    private static final Duration AHEAD = Duration.ofDays(2);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Inject
    Approvals approvals;

    @Inject
    ExpiringApprovals expiring;

    private UUID id;

    @BeforeEach
    void atTheGate() {
        id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        stage.stay(id, Duration.ofDays(365));
    }

    @Test
    void isToldTwoDaysAheadAndOnce() {
        approve("approver");
        var expiresAt = stage.clock.now().plus(VALIDITY);
        stage.pass(VALIDITY.minus(AHEAD).minus(A_MINUTE));
        expiring.look();
        assertThat(told()).isEmpty();

        stage.pass(A_MINUTE);
        expiring.look();
        stage.pass(Duration.ofDays(1));
        expiring.look();
        assertThat(told())
                .singleElement()
                .asString()
                .contains(id.toString(), "approver approved at the DISABLE gate", "it counts until " + expiresAt);
    }

    @Test
    void isNotToldOnceItIsTooLate() {
        approve("approver");
        stage.pass(VALIDITY);
        expiring.look();
        assertThat(told()).isEmpty();
    }

    @Test
    void isNotToldOfWhatCountsNoMoreAnyway() {
        approvals.withdraw(id, approve("approver").approval().id(), "approver");
        stage.pass(VALIDITY.minus(Duration.ofDays(1)));
        expiring.look();
        assertThat(told()).as("it was taken back").isEmpty();
    }

    @Test
    void isNotToldOfAnAssessmentThatIsNotTheLatest() {
        approve("approver");
        stage.sql("""
                insert into assessment (id, retirement_id, seq, gate, hash, at, findings)
                select gen_random_uuid(), retirement_id, seq + 1, gate, 'another', at, findings from assessment
                where retirement_id = '%s' order by seq desc limit 1
                """.formatted(id));
        stage.pass(VALIDITY.minus(Duration.ofDays(1)));
        expiring.look();
        assertThat(told()).isEmpty();
    }

    @Test
    void isNotToldOnceTheGateIsBehindIt() {
        approve("approver");
        stage.pass(VALIDITY.minus(Duration.ofDays(1)));
        stage.disabling(id);
        expiring.look();
        assertThat(told()).isEmpty();
    }

    @Test
    void isToldOfEachPersonsWord() {
        approve("approver");
        stage.pass(Duration.ofDays(1));
        approve("approver2");
        stage.pass(VALIDITY.minus(Duration.ofDays(2)));
        expiring.look();
        assertThat(told()).hasSize(2);
    }

    private Given.Recorded approve(String person) {
        var given = approvals.give(stage.word(id, person), Gate.DISABLE, Choice.APPROVE);
        assertThat(given).isInstanceOf(Given.Recorded.class);
        return (Given.Recorded) given;
    }

    private List<String> told() {
        drain(HOOK);
        return to(HOOK).stream()
                .filter(event -> type(event).equals("approval-expiring"))
                .map(event -> event.body())
                .toList();
    }
}
