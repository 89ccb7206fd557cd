package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.ApiWorld.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with retirements over HTTP, against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class RetirementApiTest {
    private static final String ROLLBACKS = "/api/v1/rollbacks";

    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void submitsAKeyByItsAlias() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        stage.keys.alias("alias/old-invoices", keyArn);
        var location = as("submitter")
                .body(Map.of(
                        "key", "alias/old-invoices",
                        "account", "111122223333",
                        "region", "us-east-1",
                        "reason", "moved away",
                        "ticket", "SEC-1"))
                .post(RETIREMENTS)
                .then()
                .statusCode(201)
                .header("ETag", matchesPattern("\"\\d+\""))
                .body("state", equalTo("SUBMITTED"))
                .body("members[0].keyArn", equalTo(keyArn.toString()))
                .body("members[0].foundState", equalTo("Enabled"))
                .body("aliases", hasItem("alias/old-invoices"))
                .body("submittedBy", equalTo("submitter"))
                .body("ticket", equalTo("SEC-1"))
                .body("verdict", nullValue())
                .extract()
                .header("Location");
        as("auditor").get(location).then().statusCode(200).body("id", notNullValue());
    }

    @Test
    void answersARepeatedSubmissionWithTheFirst() {
        var body = request(stage.keys.create(RetirementWorld.PLACE).toString());
        var key = UUID.randomUUID().toString();
        var first = as("submitter").header("Idempotency-Key", key).body(body).post(RETIREMENTS);
        var second = as("submitter").header("Idempotency-Key", key).body(body).post(RETIREMENTS);

        first.then().statusCode(201);
        second.then().statusCode(200).body("id", equalTo(first.path("id"))).header("ETag", first.header("ETag"));
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

    @Test
    void walksTheListPageByPage() {
        stage.submit();
        stage.submit();
        stage.submit();
        var first = as("viewer").queryParam("limit", 2).get(RETIREMENTS);
        first.then().body("items", hasSize(2)).body("nextCursor", notNullValue());
        var second = as("viewer")
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get(RETIREMENTS);
        second.then()
                .body("items", hasSize(1))
                .body("items[0].id", matchesPattern("(?!" + first.path("items[1].id") + ").*"));
    }

    @Test
    void tellsTheHistoryFindingsAndEffectsOfARetirement() {
        var self = RETIREMENTS + "/" + awaitingDisableApproval();
        as("viewer").get(self + "/timeline").then().statusCode(200).body("items.kind", hasItems("SUBMITTED", "MOVED"));
        as("viewer").get(self + "/assessment").then().statusCode(200).body("items[0].hash", equalTo(Stage.HASH));
        as("viewer").get(self + "/effects").then().statusCode(200).body("items", hasSize(0));
        as("viewer").get(self + "/coverage").then().statusCode(200).body("feeds", hasSize(0));
        as("viewer").get(self + "/sightings").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void takesABatchLineByLine() {
        var good = stage.keys.create(RetirementWorld.PLACE);
        var lines = "{\"keyArn\":\"" + good
                + "\",\"reason\":\"unused\"}\n{\"keyArn\":\"nonsense\",\"reason\":\"x\"}\n{bad\n";
        var answer = as("submitter")
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(RETIREMENTS + "/batch")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(answer).hasSize(3);
        assertThat(answer.get(0)).contains("\"status\":201");
        assertThat(answer.get(1)).contains("\"status\":400", "malformed-key");
        assertThat(answer.get(2)).contains("\"line\":3", "\"status\":400");
    }

    @Test
    void takesABatchAsCsv() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        as("submitter")
                .contentType("text/csv")
                .body("key,reason,ticket\n" + keyArn + ",\"unused, says the \"\"owner\"\"\",SEC-2\n")
                .post(RETIREMENTS + "/batch")
                .then()
                .statusCode(200)
                .body(containsString("\"status\":201"));
        as("viewer")
                .queryParam("q", "says the \"owner\"")
                .get(RETIREMENTS)
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void plansWithoutChangingAnything() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        as("viewer")
                .body(Map.of("keyArn", keyArn.toString()))
                .post(RETIREMENTS + "/plan")
                .then()
                .statusCode(200)
                .body("items[0].outlook", equalTo("READY"))
                .body("items[0].dates.deletionDate", notNullValue());
        as("viewer").queryParam("q", keyArn.toString()).get(RETIREMENTS).then().body("items", hasSize(0));
    }

    @Test
    void stopsAndGoesOn() {
        as("admin")
                .body(Map.of("reason", "incident"))
                .put("/api/v1/stop")
                .then()
                .body("stopped", equalTo(true));
        as("viewer")
                .get("/api/v1/stats")
                .then()
                .body("stop.stop.by", equalTo("admin"))
                .body("rate", equalTo(1.0f));
        as("admin").queryParam("reason", "over").delete("/api/v1/stop").then().body("stopped", equalTo(false));
    }

    @Test
    void stopsOneAccountBesideTheRest() {
        as("admin")
                .body(Map.of("reason", "its network is being moved", "account", "111122223333"))
                .put("/api/v1/stop")
                .then()
                .statusCode(200)
                .body("stopped", equalTo(false))
                .body("stops.account", contains("111122223333"));
        as("admin")
                .body(Map.of("reason", "incident"))
                .put("/api/v1/stop")
                .then()
                .body("stopped", equalTo(true))
                .body("stops", hasSize(2))
                .body("stops[0].account", nullValue());
        as("admin")
                .queryParam("reason", "over")
                .delete("/api/v1/stop")
                .then()
                .body("stopped", equalTo(false))
                .body("stops.reason", contains("its network is being moved"));
        as("admin")
                .queryParam("reason", "moved")
                .queryParam("account", "111122223333")
                .delete("/api/v1/stop")
                .then()
                .body("stops", hasSize(0));
    }

    @Test
    void releasesTheStopOfAnAccountThatIsNotConfiguredAnyMore() {
        stage.sql(
                "insert into stop (action, account_id, by, reason, at) values ('STOPPED', '444455556666', 'admin', 'old', now())");
        as("admin")
                .queryParam("reason", "the account is gone")
                .queryParam("account", "444455556666")
                .delete("/api/v1/stop")
                .then()
                .statusCode(200)
                .body("stops", hasSize(0));
    }

    @Test
    void tellsWhatWaitsAndWhichVersionRuns() {
        var id = stage.submit();
        stage.stay(id, Duration.ofHours(1), new Attention(Attention.Kind.DRIFT, "somebody enabled it", "Ask them."));
        as("viewer")
                .get("/api/v1/stats")
                .then()
                .body("waiting.attention.DRIFT", equalTo(1))
                .body("waiting.unresolvedRollbacks", notNullValue())
                .body("version", matchesPattern("\\d+\\..*"));
    }

    @Test
    void showsThePageToViewersAndItsAssetsToEverybody() {
        given().get("/").then().statusCode(401).header("WWW-Authenticate", containsString("Basic"));
        as("viewer").get("/").then().statusCode(200).body(containsString("Keysunset"));
        given().get("/assets/keysunset.js")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"));
    }

    @Test
    void listsWhatIsConfigured() {
        as("viewer").get("/api/v1/policies").then().statusCode(200).body("items.name", hasItems("standard", "quick"));
        as("viewer").get("/api/v1/accounts").then().statusCode(200).body("items[0].name", equalTo("payments"));
        as("viewer").get("/api/v1/feeds").then().statusCode(200);
        as("viewer").get("/api/v1/rollbacks").then().statusCode(200);
        as("submitter").get("/api/v1/me").then().body("roles", hasItems("submitter", "viewer"));
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
