package dev.keysunset.guardrails;

import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.outsider;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;

import dev.keysunset.core.KeyArn;
import dev.keysunset.inventory.scan.ScanHand;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;

/** Keys with their policies at AWS, and people who propose guardrails for them and decide. */
@NullMarked
abstract class GuardrailStage {
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

    static KeyArn key() {
        return put(plan(PLACE, ""));
    }

    static String path(KeyArn key) {
        return "/api/v1/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId() + "/guardrails";
    }

    static ValidatableResponse propose(KeyArn key, int days) {
        return as("submitter")
                .body(Map.of("days", days, "reason", "it encrypts the ledger"))
                .post(path(key))
                .then();
    }

    static String proposed(KeyArn key, int days) {
        return propose(key, days).statusCode(201).extract().path("id");
    }

    static ValidatableResponse approve(String id) {
        return decide("approver", id, "APPROVE");
    }

    static ValidatableResponse decide(String person, String id, String decision) {
        return as(person)
                .body(Map.of("decision", decision, "comment", "agreed with the owner"))
                .post("/api/v1/guardrails/" + id + "/approvals")
                .then();
    }

    static ValidatableResponse withdraw(String person, String id) {
        return as(person)
                .body(Map.of("reason", "done elsewhere"))
                .post("/api/v1/guardrails/" + id + "/withdraw")
                .then();
    }

    static ValidatableResponse read(String id) {
        return as("viewer").get("/api/v1/guardrails/" + id).then().statusCode(200);
    }

    static void retire(KeyArn key) {
        as("submitter")
                .body(Map.of("keyArn", key.toString(), "reason", "nobody uses it"))
                .post("/api/v1/retirements")
                .then()
                .statusCode(201);
    }

    static String policy(KeyArn key) {
        try (var kms = outsider(key.place())) {
            return kms.getKeyPolicy(request -> request.keyId(key.toString())).policy();
        }
    }

    static void putPolicy(KeyArn key, String policy) {
        try (var kms = outsider(key.place())) {
            kms.putKeyPolicy(request -> request.keyId(key.toString()).policy(policy));
        }
    }

    /** How often the service has tried to change its policy. */
    static long calls(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.action().equals("PutKeyPolicy")
                        && call.key().map(Object::toString).equals(Optional.of(key.toString()))
                        && call.session().isPresent())
                .count();
    }

    static void fault(FaultKind kind, String action, KeyArn key) {
        var theirs = dev.keysunset.standin.key.KeyArn.parse(key.toString()).orElseThrow();
        standIn().addFault(FaultRule.of(kind, Target.action(action).key(theirs)));
    }

    static String html(String person, String path) {
        return as(person)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** @return where the form leads */
    static String sent(String person, String path, Map<String, String> fields) {
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
