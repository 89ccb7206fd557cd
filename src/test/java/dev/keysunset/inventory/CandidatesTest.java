package dev.keysunset.inventory;

import static dev.keysunset.inventory.InventoryWorld.NOW;
import static dev.keysunset.inventory.InventoryWorld.OTHER_PLACE;
import static dev.keysunset.inventory.InventoryWorld.PLACE;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Usage;
import dev.keysunset.inventory.candidates.Proposing;
import dev.keysunset.inventory.scan.ScanHand;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that propose, owners who are told and object, over HTTP and against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class CandidatesTest {
    private static final String CANDIDATES = "/api/v1/candidates";

    @Inject
    KeyShelf shelf;

    @Inject
    ScanHand hand;

    @Inject
    Proposing proposing;

    @Inject
    EntityManager database;

    @BeforeEach
    void clear() {
        shelf.clear();
        sql("update candidate set state = 'WITHDRAWN', retirement_id = null, settled_at = now()");
        sql("update retirement set live = false");
        sql("update retirement_member set live = false");
        sql("update key_hold set released_by = 'test', released_at = now() where released_at is null");
        hand.forget();
    }

    @Test
    void proposesWhatIsIdleAndNothingThatIsExceptedOrUnknown() {
        var idle = put(PLACE, "alias/idle", 100);
        shelf.tag(idle, Map.of("owner", "ledger"));
        put(PLACE, "alias/busy", 10);
        put(PLACE, "alias/OLD-Prod-1", 100);
        var secondName = put(PLACE, "alias/archive", 100);
        shelf.also(secondName, "alias/zz-keep");
        var tagged = put(PLACE, "alias/tagged", 100);
        shelf.tag(tagged, Map.of("stage", "live"));
        var managed = put(PLACE, "alias/aws/ebs", 100);
        shelf.describeAs(managed, KeyState.ENABLED, Owner.AWS, "AWS_KMS");
        var leaving = put(PLACE, "alias/leaving", 100);
        shelf.describeAs(leaving, KeyState.PENDING_DELETION, Owner.CUSTOMER, "AWS_KMS");
        shelf.deny(put(PLACE, "alias/denied", 100));
        shelf.put(PLACE, "alias/unknown", new Usage.Unreadable("ThrottlingException", "slow down"));
        hand.scan();

        proposing.run();
        proposing.run();

        candidates("PROPOSED")
                .body("items.keyArn", containsInAnyOrder(idle.toString()))
                .body("items[0].proposal.rule", equalTo("dry"))
                .body("items[0].proposal.owner", equalTo("ledger"))
                .body("items[0].proposal.submitAt", nullValue())
                .body("items[0].because", containsString("unused since"));
        assertThat(count("select count(*) from owner_notice n join candidate c on c.id = n.candidate_id"
                        + " where c.state = 'PROPOSED' and n.owner = 'ledger' and n.detail like '%only proposed%'"))
                .isOne();
        assertThat(
                        count(
                                "select count(*) from notification_delivery d join notification n on n.id = d.notification_id"
                                        + " where d.target = 'ledger' and n.kind = 'KEY_PROPOSED' and n.body::text like '%only proposed%'"))
                .isOne();
        assertThat(count("select count(*) from retirement where live"))
                .as("a dry run")
                .isZero();
    }

    @Test
    void withdrawsWhatIsNoCandidateAnyMoreAndSaysWhy() {
        var key = put(PLACE, "alias/idle", 100);
        hand.scan();
        proposing.run();
        shelf.also(key, "alias/now-in-prod");
        hand.scan();

        proposing.run();

        candidates("PROPOSED").body("items", hasSize(0));
        as("viewer")
                .queryParam("state", "WITHDRAWN")
                .queryParam("limit", 500)
                .get(CANDIDATES)
                .then()
                .body(
                        "items.find { it.keyArn == '" + key + "' }.because",
                        equalTo("Its alias alias/now-in-prod is excepted."));
    }

    @Test
    void submitsOnlyWhereTheRuleSaysSoAndNotAgain() {
        var key = put(OTHER_PLACE, "alias/very-old", 400);
        hand.scan();
        proposing.run();
        candidates("PROPOSED")
                .body("items.find { it.proposal.rule == 'swift' }.proposal.submitAt", equalTo(NOW.toString()));
        assertThat(count("select count(*) from retirement where live")).isZero();

        proposing.run();
        proposing.run();

        candidates("SUBMITTED")
                .body("items", hasSize(1))
                .body("items[0].keyArn", equalTo(key.toString()))
                .body("items[0].settled.retirementId", notNullValue());
        assertThat(count("select count(*) from retirement where live and submitted_by = 'rule swift'"))
                .isOne();
    }

    @Test
    void holdsAKeyForAsLongAsItsOwnerSays() {
        var key = put(OTHER_PLACE, "alias/very-old", 400);
        hand.scan();
        proposing.run();
        var held = as("viewer")
                .body(Map.of("reason", "needed for the yearly audit", "length", "P60D"))
                .post(holds(key))
                .then()
                .statusCode(201)
                .body("by", equalTo("viewer"))
                .body("until", equalTo(NOW.plus(Duration.ofDays(60)).toString()))
                .extract()
                .<String>path("id");

        proposing.run();

        candidates("SUBMITTED").body("items", hasSize(0));
        submit(key)
                .statusCode(409)
                .body("type", endsWith("key-held"))
                .body("detail", containsString("needed for the yearly audit"));
        as("submitter").delete(holds(key) + "/" + held).then().statusCode(403);
        as("viewer")
                .delete(holds(key) + "/" + held)
                .then()
                .statusCode(200)
                .body("items[-1].released.by", equalTo("viewer"));
        as("viewer").delete(holds(key) + "/" + held).then().statusCode(404);
        submit(key).statusCode(201);
    }

    @Test
    void proposesNothingThatIsHeldAndLetsHoldsEnd() {
        var key = put(PLACE, "alias/idle", 100);
        hand.scan();
        as("oncall")
                .body(Map.of("reason", "wait", "length", "1d"))
                .post(holds(key))
                .then()
                .statusCode(201);
        proposing.run();
        candidates("PROPOSED").body("items", hasSize(0));

        sql("update key_hold set at = '2026-05-01', until = '2026-05-31' where key_arn = '" + key + "'");
        proposing.run();
        candidates("PROPOSED").body("items", hasSize(1));
        as("viewer").get(holds(key)).then().body("items", hasSize(1)).body("items[0].reason", equalTo("wait"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"length":"30d"}                    | reason
            {"reason":" ","length":"30d"}       | reason
            {"reason":"x"}                      | length
            {"reason":"x","length":"0d"}        | length
            {"reason":"x","length":"401d"}      | length
            {"reason":"x","length":"soon"}      | length
            {"reason":"x","lenght":"30d"}       | lenght
            """)
    void refusesAHoldWithoutReasonOrEnd(String body, String field) {
        var key = put(PLACE, "alias/idle", 100);
        hand.scan();
        as("viewer").body(body).post(holds(key)).then().statusCode(400).body("field", equalTo(field));
        as("viewer").get(holds(key)).then().body("items", hasSize(0));
    }

    @Test
    void answersForWhatIsNotThere() {
        var nobodys = new KeyArn(
                "aws", PLACE.region(), PLACE.accountId(), UUID.randomUUID().toString());
        as("viewer")
                .body(Map.of("reason", "x", "length", "1d"))
                .post(holds(nobodys))
                .then()
                .statusCode(404);
        as("viewer")
                .queryParam("cursor", "MQphCmI")
                .get(CANDIDATES)
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
        as("viewer")
                .get(CANDIDATES + "/rules")
                .then()
                .body("items.name", containsInAnyOrder("dry", "swift"))
                .body("items.find { it.name == 'dry' }.submits", equalTo(false))
                .body("items.find { it.name == 'dry' }.except.tags", containsInAnyOrder("keep", "stage=live"));
    }

    private KeyArn put(Place place, String alias, int daysIdle) {
        return shelf.put(
                place, alias, new Usage.Used(NOW.minus(Duration.ofDays(daysIdle)), "Decrypt", Optional.empty()));
    }

    private static ValidatableResponse candidates(String state) {
        return as("viewer").queryParam("state", state).get(CANDIDATES).then().statusCode(200);
    }

    private static ValidatableResponse submit(KeyArn keyArn) {
        return as("submitter")
                .body(Map.of("keyArn", keyArn.toString(), "reason", "nobody uses it"))
                .post("/api/v1/retirements")
                .then();
    }

    private static String holds(KeyArn keyArn) {
        return "/api/v1/keys/" + keyArn.accountId() + "/" + keyArn.region() + "/" + keyArn.keyId() + "/holds";
    }

    private long count(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(query).getSingleResult()).longValue());
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}
