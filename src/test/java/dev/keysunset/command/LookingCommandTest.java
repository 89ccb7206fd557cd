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

/** The commands that look, against a running service, and how it knows who calls. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class LookingCommandTest {
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
    void needsALookWhileOneAccountIsStopped() {
        stage.sql("update rollback_event set resolved_by = 'test', resolved_at = now(), resolution = 'clean'"
                + " where resolved_at is null");
        assertThat(as("viewer").run("status")).isZero();
        as("admin").run("stop", "--account", "111122223333", "--reason", "its network is being moved");
        var terminal = as("viewer");

        assertThat(terminal.run("status")).isEqualTo(4);

        assertThat(terminal.result()).contains("Stopped in account 111122223333 by admin");
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
}
