package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.ApiWorld.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people decide and order over HTTP, each by their roles and on what they have read. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class DecisionsApiTest {
    private static final String ROLLBACKS = "/api/v1/rollbacks";

    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void approvesOnTheVersionThatWasRead() {
        var id = awaitingDisableApproval();
        var etag = as("approver").get(RETIREMENTS + "/" + id).header("ETag");
        var approval = as("approver")
                .header("If-Match", etag)
                .body(Map.of("gate", "DISABLE", "decision", "APPROVE", "comment", "the owner agreed"))
                .post(RETIREMENTS + "/" + id + "/approvals");
        approval.then().statusCode(201).body("person", equalTo("approver")).body("assessmentHash", equalTo(Stage.HASH));

        as("viewer")
                .get(RETIREMENTS + "/" + id + "/approvals")
                .then()
                .body("items", hasSize(1))
                .body("items[0].comment", equalTo("the owner agreed"));
        as("approver")
                .delete(RETIREMENTS + "/" + id + "/approvals/" + approval.path("id"))
                .then()
                .statusCode(200)
                .body("withdrawnAt", notNullValue());
    }

    @Test
    void refusesAnApprovalOnAnOldVersionAndNamesTheCurrentOne() {
        var id = awaitingDisableApproval();
        var current = as("approver").get(RETIREMENTS + "/" + id).header("ETag");
        as("approver")
                .header("If-Match", "\"0\"")
                .body(Map.of("gate", "DISABLE", "decision", "APPROVE", "comment", "x"))
                .post(RETIREMENTS + "/" + id + "/approvals")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", current)
                .body("detail", containsString(current));
    }

    @Test
    void letsNobodyApproveWhatTheySubmittedAndNoMachineApproveAnything() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        String id =
                as("admin").body(request(keyArn.toString())).post(RETIREMENTS).path("id");
        moveToDisableGate(UUID.fromString(id));
        var etag = as("admin").get(RETIREMENTS + "/" + id).header("ETag");
        var decision = Map.of("gate", "DISABLE", "decision", "APPROVE", "comment", "x");

        as("admin")
                .header("If-Match", etag)
                .body(decision)
                .post(RETIREMENTS + "/" + id + "/approvals")
                .then()
                .statusCode(403)
                .body("type", containsString("own-submission"));
        as("robot")
                .header("If-Match", etag)
                .body(decision)
                .post(RETIREMENTS + "/" + id + "/approvals")
                .then()
                .statusCode(403)
                .body("type", containsString("machine-approval"));
    }

    @Test
    void tellsOfEveryActionWhetherItIsPossibleAndOtherwiseWhatWouldFreeIt() {
        var id = stage.submit();
        as("viewer")
                .get(RETIREMENTS + "/" + id)
                .then()
                .body("_links.cancel.possible", equalTo(true))
                .body("_links.rollback.possible", equalTo(false))
                .body("_links.rollback.because", containsString("Nothing was touched"))
                .body("_links.rollback.remedy", containsString("Cancel"))
                .body("_links.release.possible", equalTo(false));
    }

    @Test
    void cancelsOnlyOnesOwnSubmission() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        var submitted = as("admin").body(request(keyArn.toString())).post(RETIREMENTS);
        var cancel = RETIREMENTS + "/" + submitted.path("id") + "/cancel";
        var reason = Map.of("reason", "a mistake");

        as("submitter")
                .header("If-Match", submitted.header("ETag"))
                .body(reason)
                .post(cancel)
                .then()
                .statusCode(403);
        as("admin")
                .header("If-Match", submitted.header("ETag"))
                .body(reason)
                .post(cancel)
                .then()
                .statusCode(200);
    }

    @Test
    void ordersARollbackOnceSomethingWasTouched() {
        var id = stage.submit();
        var claim = stage.disabling(id);
        stage.record(claim, stage.disable(claim));
        var etag = as("oncall").get(RETIREMENTS + "/" + id).header("ETag");
        as("oncall")
                .header("If-Match", etag)
                .body(Map.of("reason", "the shop is down"))
                .post(RETIREMENTS + "/" + id + "/rollback")
                .then()
                .statusCode(200);
    }

    @Test
    void assignsARollbackToWhoeverIsOnCallAndResolvesItWithACause() {
        var id = stage.submit();
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        String rollback =
                as("oncall").queryParam("retirement", id).get(ROLLBACKS).path("items[0].id");
        var self = ROLLBACKS + "/" + rollback;

        as("oncall")
                .body(Map.of("to", "oncall"))
                .post(self + "/assign")
                .then()
                .statusCode(200)
                .body("review.assigned.to", equalTo("oncall"))
                .body("review.acknowledged", nullValue());
        as("oncall").body(Map.of("to", "oncall")).post(self + "/assign").then().statusCode(409);
        as("admin").body(Map.of("to", "admin")).post(self + "/assign").then().statusCode(200);
        as("viewer").queryParam("assignee", "admin").get(ROLLBACKS).then().body("items.id", hasItem(rollback));
        as("viewer").queryParam("assignee", "oncall").get(ROLLBACKS).then().body("items.id", not(hasItem(rollback)));

        stage.move(id, new RetirementState.RolledBack(stage.clock.now(), Cause.SIGHTING), Cause.RESTORED);
        as("oncall")
                .body(Map.of("rootCause", "SCANNER_OR_AUDIT", "resolution", "the auditors' yearly scan"))
                .post(self + "/resolve")
                .then()
                .statusCode(200)
                .body("review.resolved.rootCause", equalTo("SCANNER_OR_AUDIT"));
        as("oncall").body(Map.of("to", "oncall")).post(self + "/assign").then().statusCode(409);
        assertThat(stage.kinds(id)).contains("ROLLBACK_ASSIGNED", "ROLLBACK_RESOLVED");
    }

    private UUID awaitingDisableApproval() {
        var id = stage.submit();
        moveToDisableGate(id);
        return id;
    }

    private void moveToDisableGate(UUID id) {
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
    }
}
