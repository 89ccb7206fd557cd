package dev.keysunset.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.Stage;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that decide and order, against a running service. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class DecidingCommandTest {
    @Inject
    Stage stage;

    @Inject
    DomainClock clock;

    @TestHTTPResource
    URI address;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void approvesWhatItHasShownOnceThePersonAgrees() {
        var id = atTheDisableGate();
        var terminal = as("approver").answering("yes");

        assertThat(terminal.run("approve", id.toString(), "--comment", "the owner agreed"))
                .isZero();

        assertThat(terminal.beside()).contains("At the DISABLE gate", "Approve that", "submitter");
        assertThat(terminal.result()).contains("APPROVE at the DISABLE gate by approver");
        assertThat(approvals(id)).isOne();
    }

    @Test
    void sendsNothingWhenThePersonDeclinesOrNobodyIsThere() {
        var id = atTheDisableGate();

        assertThat(as("approver").answering("n").run("approve", id.toString(), "--comment", "x"))
                .isEqualTo(1);
        assertThat(as("approver").run("approve", id.toString(), "--comment", "x"))
                .isEqualTo(2);
        assertThat(as("approver").run("approve", id.toString(), "--comment", "x", "--yes", "--gate", "DELETE"))
                .as("another gate is open")
                .isEqualTo(1);

        assertThat(approvals(id)).isZero();
    }

    @Test
    void approvesNothingThatHasChangedSinceItWasShown() {
        var id = atTheDisableGate();
        var terminal = as("approver").answering(() -> {
            stage.stay(id, Duration.ofHours(1), new Attention(Attention.Kind.DRIFT, "somebody enabled it", "Ask."));
            return "yes";
        });

        assertThat(terminal.run("approve", id.toString(), "--comment", "x")).isEqualTo(1);

        assertThat(terminal.beside()).contains("It changed since you read it");
        assertThat(approvals(id)).isZero();
    }

    @Test
    void approvesADeletionOnlyByTheNameOfTheKey() {
        var id = atTheDeleteGate();
        var key = stage.view(id).members().getFirst().keyArn().keyId();

        assertThat(as("approver").run("approve", id.toString(), "--comment", "x", "--yes"))
                .as("a yes is not enough")
                .isEqualTo(2);
        assertThat(as("approver").answering("another-key").run("approve", id.toString(), "--comment", "x"))
                .isEqualTo(1);
        assertThat(approvals(id)).isZero();
        assertThat(as("approver").answering(key).run("approve", id.toString(), "--comment", "x"))
                .isZero();
        assertThat(as("approver2").run("approve", id.toString(), "--comment", "x", "--name", key))
                .isZero();
        assertThat(approvals(id)).isEqualTo(2);
    }

    @Test
    void rejects() {
        var id = atTheDisableGate();
        var terminal = as("approver").answering("y");

        assertThat(terminal.run("reject", id.toString(), "--comment", "payroll needs it"))
                .isZero();

        assertThat(terminal.beside()).contains("Reject, and cancel it?");
        assertThat(stage.count(
                        "select count(*) from approval where choice = 'REJECT' and retirement_id = '" + id + "'"))
                .isOne();
    }

    @Test
    void rollsBackByTheKeysNameOnceSomethingWasTouched() {
        var id = atTheDisableGate();
        var key = stage.view(id).members().getFirst().keyArn().toString();
        var early = as("oncall");
        assertThat(early.run("rollback", key, "--reason", "the shop is down", "--yes"))
                .isEqualTo(1);
        assertThat(early.beside()).contains("Nothing was touched");

        observing(id);
        assertThat(as("oncall").answering("y").run("rollback", key, "--reason", "the shop is down"))
                .isZero();

        assertThat(stage.count(
                        "select count(*) from operator_order where kind = 'ROLLBACK' and retirement_id = '" + id + "'"))
                .isOne();
    }

    @Test
    void stopsOneAccountOrEverythingAndResumesEach() {
        assertThat(as("admin").run("stop", "--account", "111122223333", "--reason", "its network is being moved"))
                .isZero();
        var everywhere = as("admin");
        assertThat(everywhere.run("stop", "--reason", "incident 42")).isZero();
        assertThat(everywhere.result())
                .contains("Stopped everywhere by admin", "incident 42", "Stopped in account 111122223333");
        var status = as("viewer");
        assertThat(status.run("status")).isEqualTo(4);
        assertThat(status.result()).contains("Stopped in account 111122223333", "incident 42");

        var left = as("admin");
        assertThat(left.run("resume", "--reason", "over")).isZero();
        assertThat(left.result()).contains("in account 111122223333").doesNotContain("everywhere");
        var none = as("admin");
        assertThat(none.run("resume", "--account", "111122223333", "--reason", "moved"))
                .isZero();
        assertThat(none.result()).contains("Nothing is stopped");
        assertThat(as("admin").run("stop", "--account", "payments", "--reason", "x"))
                .isEqualTo(1);
        assertThat(as("admin").run("resume", "--account", "", "--reason", "x"))
                .as("an empty variable of a script does not mean everywhere")
                .isEqualTo(2);
    }

    private ScriptedTerminal as(String person) {
        return ScriptedTerminal.of(address.toString(), person);
    }

    private UUID atTheDisableGate() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        return id;
    }

    private void observing(UUID id) {
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.Observing(clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
    }

    private UUID atTheDeleteGate() {
        var id = atTheDisableGate();
        observing(id);
        stage.move(id, new RetirementState.AwaitingDeletionApproval(clock.now(), stage.window()), Cause.WATCH_CLEAR);
        stage.stay(id, Duration.ofHours(1));
        return id;
    }

    private long approvals(UUID id) {
        return stage.count("select count(*) from approval where choice = 'APPROVE' and retirement_id = '" + id + "'");
    }
}
