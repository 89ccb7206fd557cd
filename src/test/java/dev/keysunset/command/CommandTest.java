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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a running service. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class CommandTest {
    private static final String UNKNOWN_KEY =
            "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000";

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
    void submitsAKeyAndTellsWhereItStands() {
        var key = freeKey();
        var terminal = as("submitter");

        assertThat(terminal.run("submit", key, "--reason", "nobody uses it", "--ticket", "SEC-1"))
                .isZero();

        assertThat(terminal.result()).contains("Submitted", "SUBMITTED since", key, "nobody uses it", "SEC-1");
        assertThat(as("viewer").run("status", key)).isZero();
    }

    @Test
    void submitsOnceHoweverOftenItIsRepeatedUnderTheSameName() {
        var key = freeKey();
        var name = UUID.randomUUID().toString();
        as("submitter").run("submit", key, "--reason", "unused", "--idempotency-key", name);
        var again = as("submitter");

        assertThat(again.run("submit", key, "--reason", "unused", "--idempotency-key", name))
                .isZero();
        assertThat(again.result()).contains("had been submitted before");
    }

    @Test
    void tellsAProblemAsWhatWasWrongWhereAndWhatToDo() {
        var terminal = as("submitter");

        assertThat(terminal.run("submit", "alias/a", "--region", "us-east-1", "--reason", "x"))
                .isEqualTo(1);

        assertThat(terminal.result()).isEmpty();
        assertThat(terminal.beside())
                .contains("not named as AWS names keys")
                .containsPattern("where +account")
                .containsPattern("do +Give the account's 12 digits");
    }

    @Test
    void printsWhatTheApiAnswersUntouchedProblemsIncluded() {
        var id = stage.submit();
        var read = as("viewer");
        assertThat(read.run("status", id.toString(), "--json")).isZero();
        assertThat(read.result()).startsWith("{\"id\":\"" + id).contains("\"_links\":{");

        var refused = as("viewer");
        assertThat(refused.run("status", "--json", "not-there")).isEqualTo(1);
        var stop = as("viewer");
        assertThat(stop.run("stop", "--json", "--reason", "x")).isEqualTo(1);
        assertThat(stop.result()).startsWith("{\"type\":\"https://keysunset.dev/problems/role-missing\"");
        assertThat(stop.beside()).isEmpty();
    }

    @Test
    void plansWithoutChangingAnythingAndEndsWithFourUnlessAllIsReady() {
        var key = freeKey();
        var ready = as("viewer");
        assertThat(ready.run("plan", key)).isZero();
        assertThat(ready.result()).contains("READY  " + key, "deletion date", "1 ready, 0 blocked");

        var unknown = as("viewer");
        assertThat(unknown.run("plan", key, UNKNOWN_KEY)).isEqualTo(4);
        assertThat(unknown.result()).contains("REFUSED  " + UNKNOWN_KEY, "1 ready, 0 blocked, 1 refused");
        assertThat(as("viewer").run("plan")).as("neither keys nor a filter").isEqualTo(2);
        assertThat(as("viewer").run("plan", "--idle-for", "90d")).isZero();
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

    @Test
    void saysOfAKeyThatNobodySubmittedThatItIsNotPlanned() {
        var terminal = as("auditor");
        assertThat(terminal.run("planned", UNKNOWN_KEY)).isEqualTo(4);
        assertThat(terminal.result()).contains("Not planned: Nobody has submitted this key");

        var id = atTheDisableGate();
        observing(id);
        var planned = as("auditor");
        assertThat(planned.run(
                        "planned", stage.view(id).members().getFirst().keyArn().toString()))
                .isZero();
        assertThat(planned.result()).contains("Planned: ", "expected", "Disabled");
    }

    @Test
    void watchesARetirementUntilItHasEnded() {
        var id = atTheDisableGate();
        var terminal = as("viewer")
                .meanwhile(() ->
                        stage.stay(id, Duration.ofHours(1), new Attention(Attention.Kind.DRIFT, "enabled", "Ask.")))
                .meanwhile(() -> {})
                .meanwhile(() -> {
                    stage.pass(Duration.ofHours(2));
                    stage.move(id, new RetirementState.Cancelled(Cause.CANCELLED), Cause.CANCELLED);
                });

        assertThat(terminal.run("status", id.toString(), "--watch"))
                .as("it was not deleted")
                .isEqualTo(4);

        assertThat(terminal.result()).contains("DRIFT: enabled", ": CANCELLED since");
        assertThat(terminal.result().split(" since ", -1))
                .as("each change once")
                .hasSize(4);
    }

    @Test
    void countsWhatWaitsAndNamesWhatNeedsALook() {
        var id = stage.submit();
        stage.stay(
                id, Duration.ofHours(1), new Attention(Attention.Kind.WATCH_GAP, "not read since noon", "Repair it."));
        var terminal = as("viewer");

        assertThat(terminal.run("status")).isEqualTo(4);

        assertThat(terminal.result())
                .contains("WATCH_GAP", "not read since noon Repair it.")
                .containsPattern("SUBMITTED +\\d");
    }

    @Test
    void obeysNoControlCharacterThatSomebodyWroteIntoTheService() {
        var key = freeKey();
        as("submitter").run("submit", key, "--reason", "red \u001b[31m and \u202ereversed");
        var terminal = as("viewer");

        terminal.run("status", key);

        assertThat(terminal.result()).contains("red", "reversed").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void examinesTheServiceAndNamesWhatNeedsALook() {
        var id = stage.submit();
        stage.stay(
                id,
                Duration.ofHours(1),
                new Attention(Attention.Kind.WATCH_THREATENED, "logs is blind", "Repair logs."));
        as("admin").run("stop", "--reason", "a drill");
        var terminal = as("oncall").at(clock::now);

        assertThat(terminal.run("doctor")).isEqualTo(4);

        assertThat(terminal.result())
                .containsPattern("OK +reachable +It answers at")
                .containsPattern("OK +signed in +As oncall with the roles oncall, viewer")
                .containsPattern("OK +clock +It differs from this machine's by 0 s")
                .containsPattern("LOOK +stop +Disabling and scheduling is stopped everywhere by admin: a drill")
                .containsPattern("LOOK +verdicts +\\S+: logs is blind Repair logs");
    }

    @Test
    void saysThatItDoesNotKnowTheCaller() {
        var terminal = as("oncall").with("KEYSUNSET_PASSWORD", "guess");
        assertThat(terminal.run("doctor")).isEqualTo(1);
        assertThat(terminal.result()).containsPattern("BROKEN +signed in");
        assertThat(as("oncall").with("KEYSUNSET_PASSWORD", "guess").run("status"))
                .isEqualTo(1);
    }

    @Test
    void takesAPasswordFromAFileOrAPromptAndNeverAsAnArgument(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "viewer\n");
        assertThat(as("viewer").without("KEYSUNSET_PASSWORD").run("status", "--password-file", file.toString()))
                .isIn(0, 4);
        assertThat(as("viewer")
                        .without("KEYSUNSET_PASSWORD")
                        .answering("viewer")
                        .run("status"))
                .isIn(0, 4);
        var nobody = as("viewer").without("KEYSUNSET_PASSWORD");
        assertThat(nobody.run("status")).isEqualTo(2);
        assertThat(nobody.beside()).contains("KEYSUNSET_PASSWORD");
        assertThat(as("viewer").run("status", "--password", "viewer")).isEqualTo(2);
        assertThat(as("viewer").without("KEYSUNSET_USER").run("status")).isEqualTo(2);
    }

    private ScriptedTerminal as(String person) {
        return ScriptedTerminal.of(address.toString(), person);
    }

    /** One that AWS has and nobody retires. */
    private String freeKey() {
        var id = stage.submit();
        stage.move(id, new RetirementState.Cancelled(Cause.CANCELLED), Cause.CANCELLED);
        return stage.view(id).members().getFirst().keyArn().toString();
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
