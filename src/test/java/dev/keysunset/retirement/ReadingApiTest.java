package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read of retirements over HTTP, and of what is configured. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class ReadingApiTest {
    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
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
    void findsByAnyPartOfAnAliasOrAnArnWhateverItsCaseAndLiterally() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        stage.keys.alias("alias/sought_key-100%", key);
        var id = stage.submit(key).toString();
        for (var part : List.of("SOUGHT_key", "100%", key.toString().substring(45, 60), "sought_key-100% ")) {
            as("viewer").queryParam("q", part).get(RETIREMENTS).then().body("items.id", hasItem(id));
        }
        for (var other : List.of("soughtXkey", "1%0%", "sought!", "sought_key-100%unused")) {
            as("viewer").queryParam("q", other).get(RETIREMENTS).then().body("items", hasSize(0));
        }
        as("viewer").queryParam("q", "unused T-1 SUBM").get(RETIREMENTS).then().body("items.id", hasItem(id));
    }

    @Test
    void listsTheRetirementsOfAKeyWithoutThoseThatOnlyNameIt() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var id = stage.submit(key).toString();
        stage.sql("update retirement set reason = 'replaced by " + key + "' where id = '" + stage.submit() + "'");
        as("viewer").queryParam("q", key.toString()).get(RETIREMENTS).then().body("items", hasSize(2));
        as("viewer")
                .queryParam("keyArn", key.toString())
                .get(RETIREMENTS)
                .then()
                .body("items.id", contains(id));
    }

    @Test
    void tellsTheHistoryFindingsAndEffectsOfARetirement() {
        var self = RETIREMENTS + "/" + awaitingDisableApproval();
        as("viewer").get(self + "/timeline").then().statusCode(200).body("items.kind", hasItems("SUBMITTED", "MOVED"));
        as("viewer").get(self + "/assessment").then().statusCode(200).body("items[0].hash", equalTo(Stage.HASH));
        as("viewer").get(self + "/effects").then().statusCode(200).body("items", hasSize(0));
        as("viewer").get(self + "/coverage").then().statusCode(200).body("feeds", hasSize(0));
        as("viewer")
                .get(self + "/sightings")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("leftOut", equalTo(0));
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
    void tellsWhetherARollbackBroughtEveryKeyBack() {
        var id = stage.submit();
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var ended = new RetirementState.RolledBack(stage.clock.now(), Cause.SIGHTING);
        stage.move(id, ended, Cause.RESTORED, "one is gone");
        as("viewer")
                .queryParam("retirement", id)
                .get("/api/v1/rollbacks")
                .then()
                .body("items[0].ended.restored", equalTo(false))
                .body("items[0].ended.detail", equalTo("one is gone"));
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
