package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal.Recorded;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.orders.Holds;
import dev.keysunset.retirement.restraints.Stops;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself refuses, whatever the engine has decided. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class IntentsTest {
    private static final Optional<String> EVERYWHERE = Optional.empty();
    private static final Optional<String> OTHER_ACCOUNT = Optional.of("444455556666");

    @Inject
    Stage stage;

    @Inject
    Approvals approvals;

    @Inject
    Stops stops;

    @Inject
    Holds holds;

    private UUID id;

    @BeforeEach
    void assessed() {
        stage.clear();
        id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
    }

    @Test
    void letsAnApprovedEffectThroughAndKeepsTheLease() {
        approve("approver");

        var claim = stage.disabling(id);

        assertThat(stage.record(claim, stage.disable(claim))).isInstanceOf(Recorded.Intended.class);
        assertThat(stage.journal.claimDue(10)).isEmpty();
        assertThat(stage.kinds(id)).endsWith("EFFECT_INTENDED");
    }

    @Test
    void refusesWithoutAnApproval() {
        refused();
    }

    @Test
    void refusesOnAWithdrawnApproval() {
        var given = approve("approver");
        assertThat(approvals.withdraw(id, given.approval().id(), "approver"))
                .isInstanceOf(Approvals.Withdrawn.Taken.class);

        refused();
    }

    @Test
    void refusesOnTheSubmittersOwnApprovalEvenIfItGotIntoTheTable() {
        row("submitter", Stage.HASH, "APPROVE");

        refused();
    }

    @Test
    void refusesOnAnApprovalOfAnotherAssessment() {
        row("approver", "another-hash", "APPROVE");

        refused();
    }

    @Test
    void refusesOnAnExpiredApproval() {
        approve("approver");
        stage.clock.pass(Duration.ofDays(15));

        refused();
    }

    @Test
    void refusesWhenSomebodyRejectedIt() {
        approve("approver");
        row("approver2", Stage.HASH, "REJECT");

        refused();
    }

    @Test
    void refusesUnderTheStop() {
        approve("approver");
        stops.stop(EVERYWHERE, "admin", "incident");

        refused();

        stops.release(EVERYWHERE, "admin", "over");
        letThrough();
    }

    @Test
    void refusesUnderTheStopOfItsAccountAndOfNoOther() {
        var account = Optional.of(RetirementWorld.PLACE.accountId());
        approve("approver");
        stops.stop(account, "admin", "its network is being moved");
        stops.stop(OTHER_ACCOUNT, "admin", "incident there");

        refused();

        stops.release(account, "admin", "moved");
        assertThat(stops.holding()).as("the other one").hasSize(1);
        letThrough();
    }

    @Test
    void refusesUntilTheStopEverywhereAndThatOfItsAccountAreBothReleased() {
        var account = Optional.of(RetirementWorld.PLACE.accountId());
        approve("approver");
        stops.stop(account, "admin", "its network is being moved");
        stops.stop(EVERYWHERE, "admin", "incident");
        stops.release(account, "admin", "moved");

        refused();

        stops.stop(account, "admin", "moved back");
        stops.release(EVERYWHERE, "admin", "over");
        refusedAgain();
        stops.release(account, "admin", "at rest");
        letThrough();
    }

    @Test
    void refusesUnderAHold() {
        approve("approver");
        holds.hold(stage.word(id, "oncall"));

        refused();
    }

    @Test
    void refusesAfterASighting() {
        approve("approver");
        stage.sighting(id);

        refused();
    }

    @Test
    void countsTwoPeopleForTheDeletionNotTwoApprovals() {
        row("approver", Stage.HASH, "APPROVE", Gate.DELETE, 1);
        row("approver", Stage.HASH, "APPROVE", Gate.DELETE, 2);
        stage.move(id, new RetirementState.SchedulingDeletion(stage.clock.now(), stage.window()), Cause.APPROVED);
        var claim = stage.claim(id);
        var schedule = new Decision.Act(
                new Effect.ScheduleKeyDeletion(
                        claim.retirement().members().getFirst().keyArn(), 30),
                List.of());

        assertThat(stage.record(claim, schedule)).isInstanceOf(Recorded.Overtaken.class);
        row("approver2", Stage.HASH, "APPROVE", Gate.DELETE, 1);

        assertThat(stage.record(stage.claim(id), schedule)).isInstanceOf(Recorded.Intended.class);
    }

    @Test
    void asksNobodyBeforeARollback() {
        stops.stop(EVERYWHERE, "admin", "incident");
        stops.stop(Optional.of(RetirementWorld.PLACE.accountId()), "admin", "incident there");
        stage.sighting(id);
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var claim = stage.claim(id);
        var enable =
                new Effect.EnableKey(claim.retirement().members().getFirst().keyArn());

        assertThat(stage.record(claim, new Decision.Act(enable, List.of()))).isInstanceOf(Recorded.Intended.class);
    }

    private Approvals.Given.Recorded approve(String person) {
        return (Approvals.Given.Recorded) approvals.give(stage.word(id, person), Gate.DISABLE, Choice.APPROVE);
    }

    private void row(String person, String hash, String choice) {
        row(person, hash, choice, Gate.DISABLE, 1);
    }

    private void row(String person, String hash, String choice, Gate gate, int round) {
        stage.sql(
                "insert into approval (id, retirement_id, gate, assessment_hash, person, round, choice, comment, at) values"
                        + " (gen_random_uuid(), '%s', '%s', '%s', '%s', %d, '%s', '', '%s')"
                                .formatted(id, gate, hash, person, round, choice, stage.clock.now()));
    }

    private void refused() {
        refused(stage.disabling(id));
    }

    private void refusedAgain() {
        refused(stage.claim(id));
    }

    private void refused(Claim claim) {
        assertThat(stage.record(claim, stage.disable(claim))).isInstanceOf(Recorded.Overtaken.class);
        assertThat(stage.count("select count(*) from effect where retirement_id = '" + id + "'"))
                .isZero();
    }

    private void letThrough() {
        var claim = stage.claim(id);
        assertThat(stage.record(claim, stage.disable(claim))).isInstanceOf(Recorded.Intended.class);
    }
}
