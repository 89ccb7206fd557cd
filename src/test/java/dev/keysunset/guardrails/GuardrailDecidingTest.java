package dev.keysunset.guardrails;

import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.keysunset.inventory.ScanWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Deciding on a guardrail: another person than who proposed it, on the policy as it was then, and nothing while something holds it back. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class GuardrailDecidingTest extends GuardrailStage {
    private static final String EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    @Test
    void takesTwoPeople() {
        var key = key();
        var id = as("admin")
                .body(Map.of("days", 90, "reason", "mine"))
                .post(path(key))
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        decide("admin", id, "APPROVE").statusCode(403).body("type", endsWith("own-proposal"));
        decide("robot", id, "APPROVE").statusCode(403).body("type", endsWith("machine-approval"));
        decide("submitter", id, "APPROVE").statusCode(403);
        decide("viewer", id, "APPROVE").statusCode(403);
        assertThat(calls(key)).isZero();
        decide("approver", id, "APPROVE").statusCode(200).body("state", equalTo("ADDED"));
        decide("approver2", id, "APPROVE").statusCode(409).body("type", endsWith("guardrail-decided"));
        assertThat(calls(key)).isEqualTo(1);
    }

    @Test
    void isRejectedOrTakenBackAndMayThenBeProposedAgain() {
        var key = key();
        var rejected = proposed(key, 90);
        propose(key, 30).statusCode(409).body("type", endsWith("guardrail-under-way"));
        decide("approver", rejected, "REJECT")
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("history.kind", contains("PROPOSED", "REJECTED"));
        decide("approver", rejected, "APPROVE").statusCode(409);

        var withdrawn = proposed(key, 30);
        withdraw("admin", withdrawn).statusCode(403).body("type", endsWith("not-your-proposal"));
        withdraw("submitter", withdrawn).statusCode(200).body("state", equalTo("WITHDRAWN"));
        withdraw("submitter", withdrawn).statusCode(409);

        approve(proposed(key, 14)).body("state", equalTo("ADDED"));
        as("viewer").get(path(key)).then().body("items.state", contains("ADDED", "WITHDRAWN", "REJECTED"));
    }

    @Test
    void isVoidOnceSomebodyElseHasChangedThePolicy() {
        var key = key();
        var id = proposed(key, 90);
        var changed = policy(key).replace("Enable IAM User Permissions", "Changed since");
        putPolicy(key, changed);

        approve(id)
                .statusCode(200)
                .body("state", equalTo("VOID"))
                .body("history.kind", contains("PROPOSED", "APPROVED", "VOID"))
                .body("history[2].words", containsString("somebody has changed it since"));
        assertThat(policy(key)).isEqualTo(changed);
        assertThat(calls(key)).isZero();
    }

    @Test
    void standsWhereThePolicyIsOnlyWrittenDifferently() {
        var key = key();
        var id = proposed(key, 90);
        putPolicy(key, policy(key).replace(",", " ,\n "));

        approve(id).body("state", equalTo("ADDED"));
    }

    @Test
    void waitsAsLongAsAStopHolds() {
        var key = key();
        var id = proposed(key, 90);
        as("admin")
                .body(Map.of("reason", "incident 4711"))
                .put("/api/v1/stop")
                .then()
                .statusCode(200);

        approve(id).statusCode(409).body("type", endsWith("stopped")).body("detail", containsString("incident 4711"));
        read(id).body("state", equalTo("PROPOSED"));
        as("admin").queryParam("reason", "over").delete("/api/v1/stop").then().statusCode(200);
        approve(id).body("state", equalTo("ADDED"));
    }

    @Test
    void leavesAKeyAloneThatARetirementHas() {
        var key = put(plan(PLACE, "").lastUsed(Duration.ofDays(120)));
        var id = proposed(key, 90);
        retire(key);

        approve(id).statusCode(409).body("type", endsWith("key-in-retirement"));
        read(id).body("state", equalTo("PROPOSED"));
        var other = put(plan(PLACE, "").lastUsed(Duration.ofDays(120)));
        retire(other);
        propose(other, 90).statusCode(409).body("type", endsWith("key-in-retirement"));
        assertThat(calls(key)).isZero();
    }

    @Test
    void answersForWhatIsNotThereAndForWhoMayNot() {
        as("viewer").get("/api/v1/guardrails/" + UUID.randomUUID()).then().statusCode(404);
        as("viewer")
                .queryParam("state", "LOST")
                .get("/api/v1/guardrails")
                .then()
                .statusCode(400);
        approve(UUID.randomUUID().toString()).statusCode(404).body("type", endsWith("guardrail-not-found"));
        as("viewer")
                .body(Map.of("days", 90, "reason", "r"))
                .post(path(key()))
                .then()
                .statusCode(403);
    }

    @Test
    void isProposedShownAndDecidedOnThePageOfTheKey() {
        var key = put(plan(PLACE, "alias/kept-for-good"));
        putPolicy(key, policy(key).replace("Enable IAM User Permissions", EVIL));
        hand.scan();
        var page = path(key).replace("/api/v1", "").replace("/guardrails", "");

        assertThat(html("viewer", page)).contains("why-propose").doesNotContain("guardrails/propose");
        assertThat(sent("submitter", page + "/guardrails/propose", Map.of("days", "90", "reason", EVIL)))
                .endsWith(page + "?done=PROPOSED");
        assertThat(html("submitter", page))
                .contains("A guardrail waits for an approver", "KeysunsetGuardrail90Days", "/withdraw", "why-guardrail")
                .doesNotContain("/decide", "<script>alert", "<img src=x");
        assertThat(html("approver", "/approvals")).contains(page).doesNotContain("<script>alert");
        var id = as("viewer").get(path(key)).then().extract().<String>path("items[0].id");
        assertThat(sent(
                        "approver",
                        page + "/guardrails/" + id + "/decide",
                        Map.of("decision", "APPROVE", "comment", EVIL)))
                .endsWith(page + "?done=DECIDED");
        assertThat(html("viewer", page))
                .contains("Guardrail added", "aws kms put-key-policy", id + "/policy-before")
                .doesNotContain("<script>alert", "<img src=x");
        assertThat(html("approver", "/approvals")).doesNotContain(page);
    }
}
