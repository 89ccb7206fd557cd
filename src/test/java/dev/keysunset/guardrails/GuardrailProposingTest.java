package dev.keysunset.guardrails;

import static dev.keysunset.inventory.ScanWorld.OTHER_PLACE;
import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.keysunset.inventory.ScanWorld;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.key.KeyState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proposing a guardrail: the change is shown, nothing is touched, and what cannot be protected is refused. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class GuardrailProposingTest extends GuardrailStage {
    @Test
    void proposesTheStatementWithTheChangeThatItIsAndTouchesNothing() {
        var key = key();
        var before = policy(key);

        propose(key, 90)
                .statusCode(201)
                .body("state", equalTo("PROPOSED"))
                .body("days", equalTo(90))
                .body("proposedBy", equalTo("submitter"))
                .body("change.before", equalTo(before))
                .body("change.after", containsString("KeysunsetGuardrail90Days"))
                .body("change.diff.findAll { it.mark == 'REMOVED' }.size()", equalTo(0))
                .body(
                        "change.diff.findAll { it.mark == 'ADDED' }.text",
                        hasItem("    \"Sid\" : \"KeysunsetGuardrail90Days\","))
                .body("consequences", hasItem(containsString("this service included")))
                .body("history.kind", contains("PROPOSED"))
                .body("history[0].words", equalTo("it encrypts the ledger"));
        assertThat(policy(key)).isEqualTo(before);
        as("viewer")
                .queryParam("state", "PROPOSED")
                .get("/api/v1/guardrails")
                .then()
                .body("items.keyArn", hasItem(key.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "%5C"})
    void takesAPatternForNoKey(String pattern) {
        var key = key();
        proposed(key, 90);

        as("viewer").get(path(key)).then().body("items", hasSize(1));
        as("viewer")
                .urlEncodingEnabled(false)
                .get(path(key).replace(key.keyId(), pattern))
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void addsNothingWhereThePolicyIsAsStrictAlready() {
        var key = key();
        approve(proposed(key, 90)).body("state", equalTo("ADDED"));

        propose(key, 30)
                .statusCode(409)
                .body("type", endsWith("guardrail-present"))
                .body("detail", containsString("90 whole days"));
        approve(proposed(key, 180)).body("state", equalTo("ADDED"));
    }

    @Test
    void proposesNothingForKeysThatItCannotProtect() {
        var managed = put(plan(PLACE, "").managedByAws());
        propose(managed, 90).statusCode(409).body("type", endsWith("key-unfit"));
        var scheduled = put(plan(PLACE, "").state(KeyState.PENDING_DELETION));
        propose(scheduled, 90).statusCode(409).body("type", endsWith("key-unfit"));
        var unreadable = key();
        fault(FaultKind.ACCESS_DENIED, "GetKeyPolicy", unreadable);
        propose(unreadable, 90)
                .statusCode(502)
                .body("type", endsWith("key-unreadable"))
                .body("detail", containsString("AccessDenied"));
        var nobodys = path(key()).replaceFirst("[^/]+/guardrails", "00000000-0000-0000-0000-000000000000/guardrails");
        as("submitter")
                .body(Map.of("days", 90, "reason", "r"))
                .post(nobodys)
                .then()
                .statusCode(404)
                .body("type", endsWith("key-not-found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\": \"r\"}",
                "{\"days\": 0, \"reason\": \"r\"}",
                "{\"days\": -1, \"reason\": \"r\"}",
                "{\"days\": 3651, \"reason\": \"r\"}",
                "{\"days\": 1.5, \"reason\": \"r\"}",
                "{\"days\": \"many\", \"reason\": \"r\"}",
                "{\"days\": 90}",
                "{\"days\": 90, \"reason\": \" \"}"
            })
    void refusesWhatItCannotUnderstand(String body) {
        as("submitter").body(body).post(path(key())).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void sparesTheOtherMembersOfAFamilyAndSaysSo() {
        var key = put(plan(PLACE, "").multiRegion(List.of(OTHER_PLACE.region())));
        propose(key, 90)
                .statusCode(201)
                .body("consequences", hasItem(containsString("changes the one in us-east-1 alone")));
    }

    @Test
    void offersNothingOnThePageOfAKeyThatCountsDown() {
        var key = put(plan(PLACE, "alias/leaving").state(KeyState.PENDING_DELETION));
        hand.scan();

        assertThat(html("submitter", path(key).replace("/api/v1", "").replace("/guardrails", "")))
                .doesNotContain("guardrail-title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update guardrail_step set by = 'somebody else'",
                "delete from guardrail_step",
                "truncate guardrail_step",
                "update guardrail set policy_before = '{}'",
                "delete from guardrail"
            })
    void keepsWhatWasProposedAndWhatBecameOfIt(String statement) {
        proposed(key(), 90);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> database.createNativeQuery(statement).executeUpdate()))
                .hasStackTraceContaining("is refused");
    }
}
