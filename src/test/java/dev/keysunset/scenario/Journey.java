package dev.keysunset.scenario;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.keysunset.standin.key.KeyArn;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** One retirement as its users see it: over HTTP, each under their own name. */
public final class Journey {
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ALL = "/api/v1/retirements";

    public final String id;

    private Journey(String id) {
        this.id = id;
    }

    public static Journey of(KeyArn keyArn) {
        return under("standard", keyArn);
    }

    /** A retirement by another policy than the usual one. */
    public static Journey under(String policy, KeyArn keyArn) {
        return handedIn(
                Map.of("keyArn", keyArn.toString(), "policy", policy, "reason", "nobody has asked for it in years"));
    }

    /** A retirement as its submitter words it. */
    public static Journey handedIn(Map<String, String> request) {
        return new Journey(as("submitter")
                .body(request)
                .post(ALL)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    public static RequestSpecification as(String person) {
        return given().auth().preemptive().basic(person, person).contentType(ContentType.JSON);
    }

    public JsonPath read() {
        return as("ann").get(ALL + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    public JsonPath read(String part) {
        return as("ann")
                .get(ALL + "/" + id + "/" + part)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public String state() {
        return read().getString("state");
    }

    public Journey until(String... states) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(this::state, List.of(states)::contains);
        return this;
    }

    /** Passes {@code until} by way of its timeline: fast domain time may have left the state again by now. */
    public Journey hasReached(String state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> states().contains(state));
        return this;
    }

    /** The states it moved to, in order. A window that opens anew is not told twice. */
    public List<String> states() {
        var states = new ArrayList<String>();
        for (var state : read("timeline").getList("items.findAll { it.kind == 'MOVED' }.to", String.class)) {
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        }
        return states;
    }

    public List<String> attention() {
        return read().getList("attention.kind", String.class);
    }

    public Journey approvedAt(String gate, String... people) {
        for (var person : people) {
            // Facts may change between the reading and the word; then the word is asked for again.
            await().atMost(PATIENCE).until(() -> decide(person, gate, "APPROVE").statusCode() == 201);
        }
        return this;
    }

    /** Approved, and again whenever other facts ask for another word before the step is taken. */
    public Journey approvedUntil(Callable<Boolean> taken, String gate, String... people) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (state().equals(waitingAt(gate))) {
                for (var person : people) {
                    decide(person, gate, "APPROVE");
                }
            }
            return taken.call();
        });
        return this;
    }

    private static String waitingAt(String gate) {
        return gate.equals("DISABLE") ? "AWAITING_DISABLE_APPROVAL" : "AWAITING_DELETION_APPROVAL";
    }

    private Journey approvedInto(String state, String gate, String... people) {
        return hasReached(waitingAt(gate)).approvedUntil(() -> states().contains(state), gate, people);
    }

    Response decide(String person, String gate, String decision) {
        var etag = as(person).get(ALL + "/" + id).header("ETag");
        return as(person)
                .header("If-Match", etag)
                .body(Map.of("gate", gate, "decision", decision, "comment", "read the findings"))
                .post(ALL + "/" + id + "/approvals");
    }

    /** Reads again as long as somebody else is faster. */
    public Response order(String person, String action) {
        return order(person, action, "because");
    }

    public Response order(String person, String action, String reason) {
        return await().atMost(PATIENCE)
                .until(() -> orderedOnce(person, action, reason), answer -> answer.statusCode() != 412);
    }

    private Response orderedOnce(String person, String action, String reason) {
        var etag = as(person).get(ALL + "/" + id).header("ETag");
        return as(person)
                .header("If-Match", etag)
                .body(Map.of("reason", reason))
                .post(ALL + "/" + id + "/" + action);
    }

    public Journey disabled() {
        return approvedInto("OBSERVING", "DISABLE", "ann");
    }

    public Journey pendingDeletion() {
        return disabled().approvedInto("PENDING_DELETION", "DELETE", "ann", "bob");
    }

    JsonPath rollback() {
        return as("olga")
                .get("/api/v1/rollbacks?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
