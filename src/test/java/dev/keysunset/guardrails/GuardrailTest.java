package dev.keysunset.guardrails;

import static dev.keysunset.inventory.ScanWorld.OTHER_PLACE;
import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.outsider;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.keysunset.aws.Administrator;
import dev.keysunset.core.KeyArn;
import dev.keysunset.inventory.ScanWorld;
import dev.keysunset.inventory.scan.ScanHand;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.key.KeyState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Putting guardrails into key policies: one proposes, another approves, AWS is called once, and the old policy is kept. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class GuardrailTest {
    private static final String EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    @Inject
    GuardrailTick tick;

    @Inject
    ScanHand hand;

    @Inject
    EntityManager database;

    @AfterEach
    void endFaultsAndStops() {
        RestAssured.given()
                .delete(standIn().endpoint() + "/_standin/faults")
                .then()
                .statusCode(200);
        as("admin").queryParam("reason", "over").delete("/api/v1/stop").then().statusCode(200);
    }

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

    @Test
    void addsItOnAnotherPersonsApprovalByOneCallUnderASessionOfItsOwn() {
        var key = key();
        var before = policy(key);
        var id = proposed(key, 90);

        approve(id)
                .statusCode(200)
                .body("state", equalTo("ADDED"))
                .body("history.kind", contains("PROPOSED", "APPROVED", "ADDED"))
                .body("history.by", contains("submitter", "approver", "keysunset"))
                .body("history[1].words", equalTo("agreed with the owner"))
                .body("history[2].words", containsString("Read again, the policy has it."));

        assertThat(policy(key)).contains("KeysunsetGuardrail90Days").contains("Enable IAM User Permissions");
        assertThat(calls(key)).isEqualTo(1);
        assertThat(standIn().calls())
                .anyMatch(call -> call.session().equals(Optional.of("keysunset-guardrail." + id))
                        && call.action().equals("PutKeyPolicy"));
        as("viewer")
                .get("/api/v1/guardrails/" + id + "/policy-before")
                .then()
                .statusCode(200)
                .body(equalTo(before));
        as("viewer")
                .get("/api/v1/guardrails/" + id)
                .then()
                .body("restore.command", startsWith("aws kms put-key-policy --region us-east-1 --key-id " + key))
                .body("restore.policy", endsWith(id + "/policy-before"));
    }

    @Test
    void makesAwsRefuseEverybodyUntilTheKeyWasUnusedForSoLong() {
        var key = put(plan(PLACE, "").lastUsed(Duration.ofDays(5)));
        approve(proposed(key, 7)).body("state", equalTo("ADDED"));

        try (var kms = outsider(PLACE)) {
            assertThatThrownBy(() -> kms.disableKey(request -> request.keyId(key.toString())))
                    .isInstanceOf(KmsException.class)
                    .hasMessageContaining("explicit deny");
            standIn().clock().advance(Duration.ofDays(2));
            kms.disableKey(request -> request.keyId(key.toString()));
        }
    }

    @Test
    void isTheRecordInCloudTrailOfWhoseProposalItWas() {
        var key = key();
        var id = proposed(key, 90);
        approve(id).body("state", equalTo("ADDED"));
        standIn().clock().advance(Duration.ofMinutes(30));

        try (var trails = new Administrator(standIn(), PLACE).trails()) {
            var byName = LookupAttribute.builder()
                    .attributeKey(LookupAttributeKey.EVENT_NAME)
                    .attributeValue("PutKeyPolicy")
                    .build();
            var records = trails.lookupEvents(request -> request.lookupAttributes(byName))
                    .events();
            assertThat(records.stream().map(Event::cloudTrailEvent).filter(record -> record.contains(id)))
                    .singleElement()
                    .asString()
                    .contains("keysunset-guardrail." + id, key.toString());
        }
    }

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
    void tellsWhatIsMissingWhereAwsDenies() {
        var key = key();
        var id = proposed(key, 90);
        fault(FaultKind.ACCESS_DENIED, "PutKeyPolicy", key);

        approve(id)
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("history[2].kind", equalTo("REFUSED"))
                .body("history[2].words", containsString("AccessDenied"))
                .body("history[2].words", containsString("kms:PutKeyPolicy"));
        assertThat(policy(key)).doesNotContain("Keysunset");
        tick.look();
        read(id).body("state", equalTo("REFUSED"));
    }

    @Test
    void looksUpWhatBecameOfACallWhoseAnswerWasLost() {
        var key = key();
        var id = proposed(key, 90);
        fault(FaultKind.LOST_ANSWER, "PutKeyPolicy", key);

        approve(id).body("state", equalTo("ADDED")).body("history.kind", hasItems("UNKNOWN", "ADDED"));
        assertThat(calls(key)).isEqualTo(1);
    }

    @Test
    void doesNotSayThatNothingWasAddedBeforeTheCallCannotArriveAnyMore() {
        var key = key();
        var id = proposed(key, 90);
        fault(FaultKind.RESET, "PutKeyPolicy", key);

        approve(id).body("state", equalTo("UNKNOWN"));
        propose(key, 30).statusCode(409).body("type", endsWith("guardrail-under-way"));
        standIn().clock().advance(Duration.ofMinutes(5));
        tick.look();
        read(id).body("state", equalTo("UNKNOWN"));
        standIn().clock().advance(Duration.ofMinutes(15));
        tick.look();
        tick.look();
        read(id).body("state", equalTo("NOT_ADDED"))
                .body("history.kind", contains("PROPOSED", "APPROVED", "UNKNOWN", "NOT_ADDED"));
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
    void sparesTheOtherMembersOfAFamilyAndSaysSo() {
        var key = put(plan(PLACE, "").multiRegion(List.of(OTHER_PLACE.region())));
        propose(key, 90)
                .statusCode(201)
                .body("consequences", hasItem(containsString("changes the one in us-east-1 alone")));
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

    private static KeyArn key() {
        return put(plan(PLACE, ""));
    }

    private static String path(KeyArn key) {
        return "/api/v1/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId() + "/guardrails";
    }

    private static ValidatableResponse propose(KeyArn key, int days) {
        return as("submitter")
                .body(Map.of("days", days, "reason", "it encrypts the ledger"))
                .post(path(key))
                .then();
    }

    private static String proposed(KeyArn key, int days) {
        return propose(key, days).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse approve(String id) {
        return decide("approver", id, "APPROVE");
    }

    private static ValidatableResponse decide(String person, String id, String decision) {
        return as(person)
                .body(Map.of("decision", decision, "comment", "agreed with the owner"))
                .post("/api/v1/guardrails/" + id + "/approvals")
                .then();
    }

    private static ValidatableResponse withdraw(String person, String id) {
        return as(person)
                .body(Map.of("reason", "done elsewhere"))
                .post("/api/v1/guardrails/" + id + "/withdraw")
                .then();
    }

    private static ValidatableResponse read(String id) {
        return as("viewer").get("/api/v1/guardrails/" + id).then().statusCode(200);
    }

    private static void retire(KeyArn key) {
        as("submitter")
                .body(Map.of("keyArn", key.toString(), "reason", "nobody uses it"))
                .post("/api/v1/retirements")
                .then()
                .statusCode(201);
    }

    private static String policy(KeyArn key) {
        try (var kms = outsider(key.place())) {
            return kms.getKeyPolicy(request -> request.keyId(key.toString())).policy();
        }
    }

    private static void putPolicy(KeyArn key, String policy) {
        try (var kms = outsider(key.place())) {
            kms.putKeyPolicy(request -> request.keyId(key.toString()).policy(policy));
        }
    }

    /** How often the service has tried to change its policy. */
    private static long calls(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.action().equals("PutKeyPolicy")
                        && call.key().map(Object::toString).equals(Optional.of(key.toString()))
                        && call.session().isPresent())
                .count();
    }

    private static void fault(FaultKind kind, String action, KeyArn key) {
        var theirs = dev.keysunset.standin.key.KeyArn.parse(key.toString()).orElseThrow();
        standIn().addFault(FaultRule.of(kind, Target.action(action).key(theirs)));
    }

    private static String html(String person, String path) {
        return as(person)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** @return where the form leads */
    private static String sent(String person, String path, Map<String, String> fields) {
        return as(person)
                .accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .formParams(fields)
                .redirects()
                .follow(false)
                .post(path)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }
}
