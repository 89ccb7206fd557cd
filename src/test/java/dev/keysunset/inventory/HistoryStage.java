package dev.keysunset.inventory;

import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;

import dev.keysunset.core.KeyArn;
import dev.keysunset.inventory.scan.ScanHand;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.trail.TrailBehaviour;
import dev.keysunset.watch.uses.ExplainingHand;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service that asks the stand-in's event history when it is told to, and begins every test without knowing anything. */
@NullMarked
abstract class HistoryStage {
    @Inject
    ScanHand scans;

    @Inject
    ExplainingHand hand;

    @BeforeEach
    void forget() {
        scans.forget();
        hand.forget();
    }

    @AfterEach
    void endFaults() {
        RestAssured.given()
                .delete(standIn().endpoint() + "/_standin/faults")
                .then()
                .statusCode(200);
        standIn().change(TrailBehaviour.DELIVERY_DELAYS, 0.0);
        standIn().change(TrailBehaviour.LONGEST_DELIVERY_DELAY, Duration.ofHours(6));
        standIn().change(TrailBehaviour.LOOKUP_FINDS_CRYPTO_BY_RESOURCE, false);
    }

    static KeyUse byReports() {
        return KeyUse.by("arn:aws:iam::111122223333:role/reports", "Decrypt");
    }

    static void use(KeyArn key, KeyUse use) {
        standIn().use(theirs(key), use);
    }

    /** As the stand-in has it. */
    static dev.keysunset.standin.key.KeyArn theirs(KeyArn key) {
        return dev.keysunset.standin.key.KeyArn.parse(key.toString()).orElseThrow();
    }

    /** @param terms of the submissions that are planned, besides their key */
    static ValidatableResponse planned(KeyArn key, Map<String, String> terms) {
        var body = new HashMap<String, Object>(terms);
        body.put("keys", List.of(key.toString()));
        return as("submitter")
                .body(body)
                .post("/api/v1/retirements/plan")
                .then()
                .statusCode(200);
    }

    /** As scanned. */
    static ValidatableResponse detail(KeyArn key) {
        return as("viewer")
                .get("/api/v1/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId())
                .then()
                .statusCode(200);
    }

    /** How often the event history was asked. */
    static long asked() {
        return standIn().calls().stream()
                .filter(call -> call.action().equals("LookupEvents"))
                .count();
    }
}
