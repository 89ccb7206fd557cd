package dev.keysunset.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.Stage;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that plan and hand in, against a running service. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class SubmittingCommandTest {
    private static final String UNKNOWN_KEY =
            "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000";

    @Inject
    Stage stage;

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

    private ScriptedTerminal as(String person) {
        return ScriptedTerminal.of(address.toString(), person);
    }

    /** One that AWS has and nobody retires. */
    private String freeKey() {
        var id = stage.submit();
        stage.move(id, new RetirementState.Cancelled(Cause.CANCELLED), Cause.CANCELLED);
        return stage.view(id).members().getFirst().keyArn().toString();
    }
}
