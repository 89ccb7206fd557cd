package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.ApiWorld.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How keys are handed in over HTTP, against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class SubmissionsApiTest {
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
    void refusesALineThatPostgresCannotHoldAndGoesOn() {
        var json = """
                {"keyArn": "%s", "reason": "unused"}
                {"keyArn": "%s", "reason": "a\\u0000b"}
                {"keyArn": "%s", "reason": "unused"}
                """.formatted(key(), key(), key());
        var body = json.getBytes(StandardCharsets.UTF_8);

        var lines = batch(as("submitter").contentType("application/x-ndjson").body(body));
        assertThat(lines).extracting(line -> line.getInt("status")).containsExactly(201, 400, 201);
        assertThat(lines.get(1).getString("problem.field")).isEqualTo("reason");

        var csv = "key,reason\n%s,a\0b\n%s,unused\n".formatted(key(), key());
        var rows = batch(as("submitter").contentType("text/csv").body(csv));
        assertThat(rows).extracting(row -> row.getInt("status")).containsExactly(400, 201);
        assertThat(rows.getFirst().getString("problem.field")).isEqualTo("reason");
    }

    @Test
    void answersALineThatFailsByAnErrorOfOursAndGoesOn() {
        var broken = stage.keys.createBroken(RetirementWorld.PLACE);
        var csv = "key,reason\n%s,unused\n%s,unused\n%s,unused\n".formatted(key(), broken, key());

        var lines = batch(as("submitter")
                .header("X-Request-Id", "batch-7")
                .contentType("text/csv")
                .body(csv));

        assertThat(lines).extracting(line -> line.getInt("status")).containsExactly(201, 500, 201);
        assertThat(lines.get(1).getString("problem.type")).endsWith("internal-error");
        assertThat(lines.get(1).getString("problem.detail")).contains("batch-7").doesNotContain("foresaw");
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

    private KeyArn key() {
        return stage.keys.create(RetirementWorld.PLACE);
    }

    private static List<JsonPath> batch(RequestSpecification request) {
        return request.post(RETIREMENTS + "/batch")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonPath::from)
                .toList();
    }
}
