package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.ApiWorld.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.web.Cursor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever cannot be served becomes a problem that names the field and the remedy, and nothing has changed. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class BadInputTest {
    private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000";

    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"keyArn":"nonsense","reason":"x"}                                          | 400 | malformed-key    | key
            {"keyArn":"arn:aws:kms:us-east-1:1111:key/x","reason":"x"}                  | 400 | malformed-key    | key
            {"key":"alias/a","region":"us-east-1","reason":"x"}                         | 400 | malformed-key    | account
            {"key":"alias/a","account":"111122223333","reason":"x"}                     | 400 | malformed-key    | region
            {"keyArn":"arn:aws:kms:us-east-1:999999999999:key/a","reason":"x"}          | 400 | unknown-place    | key
            {"keyArn":"arn:aws:kms:ap-south-1:111122223333:key/a","reason":"x"}         | 400 | unknown-place    | key
            {"keyArn":"ARN","reason":"x"}                                               | 404 | key-not-found    | key
            {"keyArn":"ARN","reason":"x","policy":"nosuch"}                             | 400 | unknown-policy   | policy
            {"keyArn":"ARN"}                                                            | 400 | invalid-field    | reason
            {"keyArn":"ARN","reason":" "}                                               | 400 | invalid-field    | reason
            {"keyArn":"ARN","reason":"x","ticket":" "}                                  | 400 | invalid-field    | ticket
            {"keyArn":"ARN","key":"alias/a","reason":"x"}                               | 400 | invalid-field    | key
            {"reason":"x"}                                                              | 400 | invalid-field    | key
            {"keyArn":"ARN","reason":"x","reasn":"y"}                                   | 400 | invalid-field    | reasn
            {"keyArn":{"a":1},"reason":"x"}                                             | 400 | invalid-field    | keyArn
            {"keyArn":"ARN","reason":"x","reason":"y"}                                  | 400 | malformed-request|
            {"keyArn":                                                                  | 400 | malformed-request|
            []                                                                          | 400 | malformed-request|
            null                                                                        | 400 | invalid-field    |
            """)
    void refusesASubmissionThatNamesNoKeyOrNoReason(String body, int status, String slug, @Nullable String field) {
        var answer =
                as("submitter").body(body.replace("\"ARN\"", "\"" + ARN + "\"")).post(RETIREMENTS);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        answer.then()
                .contentType("application/problem+json")
                .body("type", endsWith("/problems/" + slug))
                .body("status", equalTo(status))
                .body("instance", equalTo(RETIREMENTS))
                .body(not(containsString("com.fasterxml")))
                .body(not(containsString("dev.keysunset")));
        assertThat(answer.<String>path("detail")).isNotBlank();
        assertThat(answer.<String>path("remedy")).isNotBlank();
        if (field != null) {
            answer.then().body("field", equalTo(field));
        }
        assertThat(stage.count("select count(*) from retirement where live")).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/v1/retirements?state=NOSUCH,state",
        "/api/v1/retirements?attention=NOSUCH,attention",
        "/api/v1/retirements?keyArn=alias/payroll,keyArn",
        "/api/v1/retirements?limit=0,limit",
        "/api/v1/retirements?limit=many,limit",
        "/api/v1/retirements?cursor=nonsense,cursor",
        "/api/v1/retirements?cursor=MQphCmI,cursor",
        "/api/v1/rollbacks?cursor=***,cursor",
        "/api/v1/rollbacks?retirement=abc,retirement",
        "/api/v1/rollbacks?retirement=1-1-1-1-1,retirement",
        "/api/v1/rollbacks?unresolved=yes,unresolved",
        "/api/v1/rollbacks?unresolved=TRUE,unresolved",
        "/api/v1/keys?idleFor=soon,idleFor",
        "/api/v1/keys?idleFor=-P1D,idleFor",
        "/api/v1/keys?usage=NEVER,usage",
        "/api/v1/keys?state=ENABLED,state",
        "/api/v1/keys?cursor=bm8,cursor",
    })
    void refusesAQueryByTheNameOfItsParameter(String path, String field) {
        as("viewer")
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("remedy", containsString(field.equals("cursor") ? "cursor" : field));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/keys?sort=COST            | COST,1E-500000000,x
            /api/v1/keys?sort=COST            | COST,1E+500000000,x
            /api/v1/keys?sort=COST            | COST,0.00001,x
            /api/v1/keys?sort=AGE             | AGE,+1000000000-01-01T00:00:00Z,x
            /api/v1/keys?sort=IDLENESS        | IDLENESS,-0001-01-01T00:00:00Z,x
            /api/v1/keys?sort=OWNER           | OWNER,aNULb,x
            /api/v1/keys                      | KEY_ARN,x,aNULb
            /api/v1/retirements               | +1000000000-01-01T00:00:00Z,{id}
            /api/v1/retirements/{id}/records  | +1000000000-01-01T00:00:00Z,{id}
            /api/v1/retirements/{id}/timeline | 99999999999
            /api/v1/rollbacks                 | +1000000000-01-01T00:00:00Z,{id}
            /api/v1/candidates                | +1000000000-01-01T00:00:00Z,{id}
            /api/v1/feeds/quarantine          | +1000000000-01-01T00:00:00Z,{id}
            /api/v1/notifications             | 99999999999999999999
            /history                          | +1000000000-01-01T00:00:00Z,{id}
            /rollbacks                        | +1000000000-01-01T00:00:00Z,{id}
            /notifications                    | 99999999999999999999
            """)
    void refusesACursorWhoseKeysNoColumnHolds(String path, String keys) {
        var id = stage.submit().toString();
        var parts = List.of(keys.replace("{id}", id).replace("NUL", "\0").split(",", -1));
        as("viewer")
                .queryParam("cursor", new Cursor(parts).toString())
                .get(path.replace("{id}", id))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("cursor"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/v1/retirements?q=%00,q",
        "/api/v1/retirements?policy=a%00b,policy",
        "/api/v1/keys?q=%00,q",
        "/api/v1/keys?owner=ann&owner=%00,owner",
        "/api/v1/keys/111122223333/us-east-1/%00,keyId",
        "/api/v1/keys/111122223333/us-east-1/%00/guard,keyId",
        "/api/v1/rollbacks?assignee=%00,assignee",
        "/api/v1/notifications?target=%00,target",
        "/history?q=%00,q",
        "/keys/111122223333/%00/a,region",
    })
    void refusesACharacterThatPostgresCannotHoldInAPathOrAQuery(String path, String field) {
        as("viewer")
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", containsString("U+0000"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            submitter | POST | /api/v1/retirements                | {"keyArn":"ARN","reason":"a\\u0000b"}                         | reason
            submitter | POST | /api/v1/retirements                | {"keyArn":"ARN","reason":"x","ticket":"a\\u0000b"}            | ticket
            viewer    | POST | /api/v1/retirements/plan           | {"keys":["ARN","a\\u0000b"]}                                  | keys[1]
            approver  | POST | /api/v1/retirements/{id}/approvals | {"gate":"DISABLE","decision":"APPROVE","comment":"a\\u0000b"} | comment
            oncall    | POST | /api/v1/retirements/{id}/rollback  | {"reason":"a\\u0000b"}                                        | reason
            admin     | POST | /api/v1/retirements/{id}/hold      | {"reason":"a\\u0000b"}                                        | reason
            admin     | PUT  | /api/v1/stop                       | {"reason":"a\\u0000b"}                                        | reason
            """)
    void refusesACharacterThatPostgresCannotHoldInABody(
            String who, String method, String path, String body, String field) {
        var id = stage.submit();
        as(who).header("If-Match", as("viewer").get(RETIREMENTS + "/" + id).header("ETag"))
                .body(body.replace("ARN", ARN))
                .request(method, path.replace("{id}", id.toString()))
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", containsString("U+0000"));
        as("viewer").get("/api/v1/stop").then().body("stops", hasSize(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"999999999999", "payments"})
    void stopsNothingInAnAccountThatItDoesNotKnow(String account) {
        as("admin")
                .body(Map.of("reason", "x", "account", account))
                .put("/api/v1/stop")
                .then()
                .statusCode(400)
                .body("field", equalTo("account"))
                .body("remedy", containsString("111122223333"));
        as("admin")
                .queryParam("reason", "x")
                .queryParam("account", account)
                .delete("/api/v1/stop")
                .then()
                .statusCode(400)
                .body("field", equalTo("account"));
        as("viewer").get("/api/v1/stop").then().body("stops", hasSize(0));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            assign  | {"to":"viewer"}                                | to         | admin, oncall
            assign  | {"to":"robot"}                                 | to         | admin, oncall
            assign  | {"to":"nobody"}                                | to         | admin, oncall
            assign  | {}                                             | to         | admin, oncall
            resolve | {"resolution":"x"}                             | rootCause  | FALSE_SIGHTING
            resolve | {"rootCause":"ALIENS","resolution":"x"}        | rootCause  |
            resolve | {"rootCause":"OTHER"}                          | resolution |
            """)
    void reviewsNoRollbackWithoutKnowingWhoOrWhy(String step, String body, String field, @Nullable String remedy) {
        var id = stage.submit();
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.move(id, new RetirementState.RolledBack(stage.clock.now(), Cause.SIGHTING), Cause.RESTORED);
        String rollback = as("oncall")
                .queryParam("retirement", id)
                .get("/api/v1/rollbacks")
                .path("items[0].id");
        var self = "/api/v1/rollbacks/" + rollback;
        as("oncall")
                .body(body)
                .post(self + "/" + step)
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("remedy", containsString(remedy == null ? "" : remedy));
        as("viewer").get(self).then().body("review.assigned", nullValue()).body("review.resolved", nullValue());
    }

    @Test
    void refusesAKeyOfALiveRetirementAndLinksToIt() {
        var keyArn = stage.keys.create(RetirementWorld.PLACE);
        var id = stage.submit(keyArn);
        as("submitter")
                .body(request(keyArn.toString()))
                .post(RETIREMENTS)
                .then()
                .statusCode(409)
                .body("type", endsWith("already-retiring"))
                .body("related", equalTo(RETIREMENTS + "/" + id));
    }

    @Test
    void refusesAnotherMemberOfALiveFamily() {
        var family = stage.keys.createFamily(RetirementWorld.PLACE, RetirementWorld.OTHER_PLACE);
        stage.submit(family.getFirst());
        as("submitter")
                .body(request(family.getLast().toString()))
                .post(RETIREMENTS)
                .then()
                .statusCode(409);
    }

    @Test
    void refusesAReusedIdempotencyKeyWithAnotherBody() {
        var key = UUID.randomUUID().toString();
        var first = request(stage.keys.create(RetirementWorld.PLACE).toString());
        var second = request(stage.keys.create(RetirementWorld.PLACE).toString());
        as("submitter")
                .header("Idempotency-Key", key)
                .body(first)
                .post(RETIREMENTS)
                .then()
                .statusCode(201);
        as("submitter")
                .header("Idempotency-Key", key)
                .body(second)
                .post(RETIREMENTS)
                .then()
                .statusCode(422)
                .body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void refusesAnIdempotencyKeyThatIsTooLong() {
        as("submitter")
                .header("Idempotency-Key", "k".repeat(201))
                .body(request(ARN))
                .post(RETIREMENTS)
                .then()
                .statusCode(400)
                .body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void wantsTheVersionThatWasDecidedOn() {
        var self = RETIREMENTS + "/" + stage.submit();
        as("admin")
                .body(Map.of("reason", "x"))
                .post(self + "/hold")
                .then()
                .statusCode(428)
                .body("field", equalTo("If-Match"));
        as("admin")
                .header("If-Match", "W/\"1\"")
                .body(Map.of("reason", "x"))
                .post(self + "/hold")
                .then()
                .statusCode(400)
                .body("field", equalTo("If-Match"));
    }

    @Test
    void refusesADecisionAtTheWrongGateAndAnActionOutOfSeason() {
        var self = RETIREMENTS + "/" + stage.submit();
        var etag = as("viewer").get(self).header("ETag");
        as("approver")
                .header("If-Match", etag)
                .body(Map.of("gate", "DELETE", "decision", "APPROVE", "comment", "x"))
                .post(self + "/approvals")
                .then()
                .statusCode(409)
                .body("field", equalTo("gate"));
        as("oncall")
                .header("If-Match", etag)
                .body(Map.of("reason", "x"))
                .post(self + "/rollback")
                .then()
                .statusCode(409)
                .body("remedy", containsString("Cancel"));
    }

    @ParameterizedTest(name = "{1} {2} as {0}")
    @CsvSource({
        "viewer,POST,/api/v1/retirements",
        "auditor,POST,/api/v1/retirements",
        "oncall,POST,/api/v1/retirements",
        "submitter,POST,/api/v1/retirements/{id}/approvals",
        "oncall,POST,/api/v1/retirements/{id}/approvals",
        "submitter,POST,/api/v1/retirements/{id}/rollback",
        "viewer,POST,/api/v1/retirements/{id}/retry",
        "approver,POST,/api/v1/retirements/{id}/hold",
        "oncall,POST,/api/v1/retirements/{id}/extend-window",
        "approver,PUT,/api/v1/stop",
        "viewer,POST,/api/v1/inventory/scans",
    })
    void refusesTheWrongRole(String who, String method, String path) {
        var id = stage.submit();
        as(who).body("{}")
                .request(method, path.replace("{id}", id.toString()))
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", endsWith("role-missing"));
    }

    @Test
    void refusesStrangersAndWrongPasswordsAlike() {
        given().get(RETIREMENTS).then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .preemptive()
                .basic("admin", "guess")
                .get(RETIREMENTS)
                .then()
                .statusCode(401)
                .body("type", endsWith("not-authenticated"));
        given().auth()
                .preemptive()
                .basic("nobody", "guess")
                .get(RETIREMENTS)
                .then()
                .statusCode(401);
        given().get("/api/v1/nosuch").then().statusCode(401);
    }

    @Test
    void answersWhatTheFrameworkRefusesAsProblems() {
        as("viewer").get("/api/v1/nosuch").then().statusCode(404).contentType("application/problem+json");
        as("viewer").get(RETIREMENTS + "/not-a-uuid").then().statusCode(404).contentType("application/problem+json");
        as("viewer")
                .get(RETIREMENTS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", endsWith("retirement-not-found"));
        as("viewer").put(RETIREMENTS).then().statusCode(405).contentType("application/problem+json");
        as("submitter")
                .contentType("application/xml")
                .body("<a/>")
                .post(RETIREMENTS)
                .then()
                .statusCode(415)
                .body("field", equalTo("Content-Type"));
        as("viewer").accept("image/png").get(RETIREMENTS).then().statusCode(406);
    }

    @Test
    void refusesAnOversizedBody() {
        as("submitter")
                .body("{\"reason\":\"" + "x".repeat(2_000_000) + "\"}")
                .post(RETIREMENTS)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", endsWith("body-too-large"));
    }

    @Test
    void givesEveryAnswerTheIdOfItsRequest() {
        as("viewer").header("X-Request-Id", "abc-1").get(RETIREMENTS).then().header("X-Request-Id", "abc-1");
        as("viewer")
                .header("X-Request-Id", "<script>")
                .get(RETIREMENTS)
                .then()
                .header("X-Request-Id", not(containsString("<")));
    }
}
