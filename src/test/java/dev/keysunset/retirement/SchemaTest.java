package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Journal.Recorded;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.orders.Orders;
import dev.keysunset.retirement.restraints.Stops;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses, whoever asks. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class SchemaTest {
    @Inject
    Stage stage;

    @Inject
    Approvals approvals;

    @Inject
    Orders orders;

    @Inject
    Stops stops;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update timeline set detail = 'rewritten'",
                "delete from timeline",
                "truncate timeline",
                "update assessment set hash = 'rewritten'",
                "delete from assessment",
                "update policy set rules = '{}'",
                "delete from policy",
                "update stop set reason = 'rewritten'",
                "delete from stop",
                "update lineage set timeline_id = 7",
                "truncate lineage",
                "update approval set person = 'somebody else'",
                "delete from approval",
                "truncate approval cascade",
                "delete from approval_withdrawal",
                "update effect set action = 'EnableKey'",
                "truncate effect cascade",
                "update effect_outcome set at = now()",
                "delete from operator_order",
                "delete from rollback_event",
                "delete from retirement"
            })
    void refusesToRewriteHistory(String statement) {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        var given = (Approvals.Given.Recorded) approvals.give(stage.word(id, "approver"), Gate.DISABLE, Choice.APPROVE);
        var claim = stage.disabling(id);
        var intended = (Recorded.Intended) stage.record(claim, stage.disable(claim));
        stage.journal.conclude(claim, intended.effect(), new Outcome.Done(stage.clock.now(), "request"));
        approvals.withdraw(id, given.approval().id(), "approver");
        orders.rollBack(stage.word(id, "oncall"));
        stops.stop(Optional.empty(), "admin", "so that there is one to rewrite");
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);

        assertThatThrownBy(() -> stage.sql(statement)).hasStackTraceContaining("is refused");
    }

    @Test
    void holdsOneLiveRetirementPerKey() {
        var id = stage.submit();
        var other = stage.submit();
        var key = stage.view(id).members().getFirst().keyArn();

        assertThatThrownBy(() -> stage.sql(
                        "insert into retirement_member select '%s', key_arn, account_id, region, role, found_state, key_state,"
                                        .formatted(other)
                                + " aliases, live, key_usage from retirement_member where live and key_arn = '" + key
                                + "'"))
                .hasStackTraceContaining("retirement_member_live_key");
    }

    @Test
    void holdsOneLiveRetirementPerFamily() {
        var id = stage.submit();
        var other = stage.submit();

        assertThatThrownBy(() ->
                        stage.sql("update retirement set family_key = (select family_key from retirement where id = '"
                                + id + "') where id = '" + other + "'"))
                .hasStackTraceContaining("retirement_live_family");
    }

    @Test
    void refusesAStateWithoutItsData() {
        var id = stage.submit();

        assertThatThrownBy(() -> stage.sql("update retirement set state = 'OBSERVING' where id = '" + id + "'"))
                .hasStackTraceContaining("violates check constraint");
        assertThat(stage.view(id).retirement().state()).isEqualTo(new RetirementState.Submitted());
    }
}
