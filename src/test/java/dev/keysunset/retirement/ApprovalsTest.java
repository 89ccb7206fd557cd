package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.approvals.Approvals.Given;
import dev.keysunset.retirement.view.RetirementQueries;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered to those who approve. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class ApprovalsTest {
    @Inject
    Stage stage;

    @Inject
    Approvals approvals;

    @Inject
    RetirementQueries queries;

    private UUID id;

    @BeforeEach
    void submitted() {
        stage.clear();
        id = stage.submit();
    }

    @Test
    void countsOnTheLatestAssessmentAndMakesItDue() {
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        stage.stay(id, Duration.ofHours(1));

        var given = approve("approver");

        assertThat(given).isInstanceOfSatisfying(Given.Recorded.class, recorded -> {
            assertThat(recorded.approval().approval().assessmentHash()).isEqualTo(Stage.HASH);
            assertThat(recorded.version()).isEqualTo(stage.view(id).progress().version());
        });
        assertThat(stage.journal.remembered(stage.claim(id).retirement().id()).approvals())
                .hasSize(1);
        assertThat(stage.kinds(id)).endsWith("APPROVED");
    }

    @Test
    void isRefusedWithItsReason() {
        assertThat(approve("approver"))
                .isEqualTo(new Given.GateNotOpen(Gate.DISABLE, StateName.SUBMITTED, Optional.empty()));
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        assertThat(approve("submitter")).isEqualTo(new Given.OwnSubmission("submitter"));
        assertThat(approvals.give(new Word(id, 1, "approver", ""), Gate.DISABLE, Choice.APPROVE))
                .isEqualTo(new Given.Changed(2));
        assertThat(approvals.give(stage.word(id, "approver"), Gate.DELETE, Choice.APPROVE))
                .isEqualTo(new Given.GateNotOpen(
                        Gate.DELETE, StateName.AWAITING_DISABLE_APPROVAL, Optional.of(Gate.DISABLE)));
        approve("approver");
        assertThat(approve("approver")).isInstanceOf(Given.AlreadyDecided.class);
        assertThat(approvals.give(new Word(UUID.randomUUID(), 1, "approver", ""), Gate.DISABLE, Choice.APPROVE))
                .isInstanceOf(Given.NotFound.class);
    }

    @Test
    void isOpenAgainToThePersonWhoseWordExpiredOrWasWithdrawn() {
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        approve("approver");
        stage.clock.pass(Duration.ofDays(15));
        var again = approve("approver");
        assertThat(again).isInstanceOf(Given.Recorded.class);

        var approvalId = ((Given.Recorded) again).approval().id();
        assertThat(approvals.withdraw(id, approvalId, "approver2")).isInstanceOf(Approvals.Withdrawn.NotTheirs.class);
        assertThat(approvals.withdraw(id, approvalId, "approver")).isInstanceOf(Approvals.Withdrawn.Taken.class);
        assertThat(approvals.withdraw(id, approvalId, "approver")).isInstanceOf(Approvals.Withdrawn.Already.class);

        assertThat(approve("approver")).isInstanceOf(Given.Recorded.class);
        assertThat(queries.approvals(id)).hasSize(3);
    }

    private Given approve(String person) {
        return approvals.give(stage.word(id, person), Gate.DISABLE, Choice.APPROVE);
    }
}
