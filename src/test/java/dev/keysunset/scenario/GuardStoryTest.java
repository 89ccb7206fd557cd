package dev.keysunset.scenario;

import static dev.keysunset.scenario.StillWorld.standIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that others disabled or scheduled, watched for whoever needs them; nothing is done to them. */
@QuarkusTest
@TestProfile(StillWorld.Profile.class)
class GuardStoryTest {
    private static final Place PLACE = new Place("200000000013", "us-east-1");
    private static final String ORDERS = "arn:aws:iam::200000000013:role/orders";

    @Inject
    StillWorld.Hands hands;

    @Test
    void tellsWhoNeedsAKeyThatOthersDisabledAndLeavesItAsItIs() {
        var key = key(KeyState.DISABLED);
        guard(key).statusCode(200).body("keyState", equalTo("Disabled")).body("needs", hasSize(0));

        var changes = changes(key);
        standIn().use(key, KeyUse.by(ORDERS, "Decrypt"));
        hands.pass(Duration.ofHours(6));

        read(key)
                .statusCode(200)
                .body("set.by", equalTo("submitter"))
                .body("set.reason", equalTo("who switched this off?"))
                .body("needs", hasSize(1))
                .body("needs[0].by.principal", containsString("role/orders"))
                .body("needs[0].operation", equalTo("Decrypt"))
                .body("needs[0].errorCode", equalTo("DisabledException"))
                .body("needs[0].record", containsString(key.id()));
        assertThat(Outsider.keyState(standIn(), key)).isEqualTo("Disabled");
        assertThat(changes(key)).isEqualTo(changes);
    }

    @Test
    void seesAKeyThatCountsDownAndNothingOfItAnyMoreOnceTheGuardHasEnded() {
        var key = key(KeyState.PENDING_DELETION);
        guard(key).statusCode(200).body("keyState", equalTo("PendingDeletion"));
        standIn().use(key, KeyUse.by(ORDERS, "Decrypt"));
        hands.pass(Duration.ofHours(6));
        as("submitter").delete(path(key)).then().statusCode(200).body("ended.by", equalTo("submitter"));
        standIn().use(key, KeyUse.by(ORDERS, "GenerateDataKey"));
        hands.pass(Duration.ofHours(6));

        read(key).body("needs", hasSize(1)).body("needs[0].operation", equalTo("Decrypt"));
        as("submitter").delete(path(key)).then().statusCode(404).body("type", endsWith("guard-not-found"));
    }

    @Test
    void keepsTheFirstWordOfAGuardThatIsInForce() {
        var key = key(KeyState.DISABLED);
        guard(key).statusCode(200);
        as("olga")
                .body(Map.of("reason", "another"))
                .put(path(key))
                .then()
                .statusCode(200)
                .body("set.by", equalTo("submitter"))
                .body("ended", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "____________________________________", "%5C"})
    void takesAPatternForNoKey(String pattern) {
        var key = key(KeyState.DISABLED);
        guard(key).statusCode(200);
        var other = path(key).replace(key.id(), pattern);

        as("ann").urlEncodingEnabled(false).get(other).then().statusCode(404);
        as("submitter")
                .urlEncodingEnabled(false)
                .delete(other)
                .then()
                .statusCode(404)
                .body("type", endsWith("guard-not-found"));
        read(key).statusCode(200).body("ended", nullValue());
    }

    @Test
    void guardsAKeyThatIsNamedByItsAlias() {
        var plan = KeyPlan.in(PLACE, "alias/switched-off").aged(Duration.ofDays(400));
        var key = standIn().fleet().createKey(plan.state(KeyState.DISABLED));

        as("submitter")
                .urlEncodingEnabled(false)
                .body(Map.of("reason", "who switched this off?"))
                .put(path(key).replace(key.id(), "alias%2Fswitched-off"))
                .then()
                .statusCode(200);

        read(key).statusCode(200).body("ended", nullValue());
    }

    @Test
    void guardsNothingThatNobodyIsRefusedFor() {
        var key = key(KeyState.ENABLED);
        guard(key).statusCode(409).body("type", endsWith("key-usable"));
        as("submitter").body(Map.of("reason", " ")).put(path(key)).then().statusCode(400);
        as("submitter").body(Map.of()).put(path(key)).then().statusCode(400);
        as("ann").body(Map.of("reason", "r")).put(path(key)).then().statusCode(403);
        read(key).statusCode(404).body("type", endsWith("guard-not-found"));
        var nobodys = path(key).replace(key.id(), "00000000-0000-0000-0000-000000000000");
        as("submitter").body(Map.of("reason", "r")).put(nobodys).then().statusCode(404);
    }

    private static KeyArn key(KeyState state) {
        var plan = KeyPlan.in(PLACE, "").aged(Duration.ofDays(400));
        return standIn().fleet().createKey(state == KeyState.ENABLED ? plan : plan.state(state));
    }

    private static long changes(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.key().equals(Optional.of(key)))
                .filter(call -> call.action().matches("(Enable|Disable|Schedule|Cancel).*"))
                .count();
    }

    private static ValidatableResponse guard(KeyArn key) {
        return as("submitter")
                .body(Map.of("reason", "who switched this off?"))
                .put(path(key))
                .then();
    }

    private static ValidatableResponse read(KeyArn key) {
        return as("ann").get(path(key)).then();
    }

    private static io.restassured.specification.RequestSpecification as(String name) {
        return given().auth().preemptive().basic(name, name).contentType(ContentType.JSON);
    }

    private static String path(KeyArn key) {
        return "/api/v1/keys/" + key.place().account() + "/" + key.place().region() + "/" + key.id() + "/guard";
    }
}
