package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Journal.Recorded;
import dev.keysunset.retirement.approvals.Approvals;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody is told who sees a key disabled and wonders. */
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class PlannedTest {
    @Inject
    Stage stage;

    @Inject
    Approvals approvals;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void whatNobodySubmittedIsNotPlanned() {
        asked(stage.keys.create(RetirementWorld.PLACE).toString())
                .body("planned", equalTo(false))
                .body("because", containsString("it was not Keysunset"))
                .body("retirement", nullValue())
                .body("effects", empty());
    }

    @Test
    void whatNobodyApprovedIsNotPlanned() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        asked(key(id))
                .body("planned", equalTo(false))
                .body("retirement.id", equalTo(id.toString()))
                .body("retirement.submittedBy", equalTo("submitter"))
                .body("retirement.ticket", equalTo("T-1"));
    }

    @Test
    void namesTheSessionThatCloudTrailShowsAndTheStateThatIsExpected() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        approvals.give(stage.word(id, "approver"), Gate.DISABLE, Choice.APPROVE);
        var claim = stage.disabling(id);
        var intended = (Recorded.Intended) stage.record(claim, stage.disable(claim));
        asked(key(id))
                .body("planned", equalTo(true))
                .body("expectedKeyStates", contains("Enabled", "Disabled"))
                .body("effects.action", contains("DisableKey"))
                .body(
                        "effects[0].sessionName",
                        equalTo("keysunset." + intended.effect().id()))
                .body("effects[0].sourceIdentity", equalTo(id.toString()))
                .body("effects[0].requestId", nullValue())
                .body("approvals.person", contains("approver"))
                .body("approvals.gate", contains("DISABLE"));

        stage.journal.conclude(claim, intended.effect(), new Outcome.Done(stage.clock.now(), "request"));
        stage.move(id, new RetirementState.Observing(stage.clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
        asked(key(id))
                .body("expectedKeyStates", contains("Disabled"))
                .body("retirement.state", equalTo("OBSERVING"))
                .body("effects[0].requestId", equalTo("request"));
    }

    @Test
    void theLatestRetirementOfAKeyCounts() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        var former = stage.submit(keyArn);
        stage.move(former, new RetirementState.Cancelled(Cause.CANCELLED), Cause.CANCELLED);
        stage.clock.pass(Duration.ofHours(1));
        var latest = stage.submit(keyArn);
        asked(keyArn.toString()).body("retirement.id", equalTo(latest.toString()));
    }

    @Test
    void wantsAnArnAndNothingLess() {
        for (var text : new String[] {"", "1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:us-east-1:1:alias/x"}) {
            as("viewer")
                    .queryParam("keyArn", text)
                    .get("/api/v1/planned")
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("keyArn"));
        }
        as("viewer").get("/api/v1/planned").then().statusCode(400);
    }

    private String key(UUID id) {
        return stage.view(id).members().getFirst().keyArn().toString();
    }

    private static ValidatableResponse asked(String keyArn) {
        return as("viewer")
                .queryParam("keyArn", keyArn)
                .get("/api/v1/planned")
                .then()
                .statusCode(200);
    }
}
