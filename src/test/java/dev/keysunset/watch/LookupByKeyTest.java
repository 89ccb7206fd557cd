package dev.keysunset.watch;

import static dev.keysunset.watch.StillWorld.BOTH;
import static dev.keysunset.watch.StillWorld.LOGS;
import static dev.keysunset.watch.StillWorld.standIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.PostgresResource;
import dev.keysunset.Story;
import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.trail.TrailBehaviour;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A place that is too busy to be read whole, whose event history is its only proof. */
@QuarkusTest
@TestProfile(LookupByKeyTest.Profile.class)
class LookupByKeyTest {
    private static final Place BUSY = new Place(BOTH, "us-east-1");
    private static final String FEED = "items.find { it.region == 'us-east-1' && it.kind == 'LOOKUP' }.lookup.";
    private static final String BY_KEY = "feeds.find { it.byKey && it.ongoing }";

    /** More than a quarter of what 14 calls a second, for 4.5 seconds of each poll, can follow. */
    private static final int CALLS = 2400;

    @Inject
    Shift shift;

    @Inject
    EntityManager database;

    public static class Profile extends StillWorld.Profile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(Beginning.class));
        }
    }

    public static class Beginning extends StillWorld.Beginning {
        @Override
        public Map<String, String> start() {
            var settings = new HashMap<>(super.start());
            settings.keySet().removeIf(name -> name.startsWith("keysunset.aws.accounts." + LOGS));
            settings.put("keysunset.aws.accounts." + BOTH + ".feeds", "lookup");
            settings.put("keysunset.aws.accounts." + BOTH + ".regions", BUSY.region());
            settings.put("keysunset.aws.rates.lookup-events", "14");
            settings.put("keysunset.watch.lease", "PT6S");
            return settings;
        }
    }

    @TestFactory
    Stream<DynamicTest> aBusyPlace() {
        return shift.tell(new Story(
                "is read key by key as long as its canaries are found so",
                this::isReadKeyByKeyAsLongAsItsCanariesAreFoundSo));
    }

    private void isReadKeyByKeyAsLongAsItsCanariesAreFoundSo() {
        findByKey(true);
        var first = disabled(key());
        shift.pass(Duration.ofMinutes(10));
        assertThat(lookup().getList(FEED + "byKey")).isEmpty();

        makeBusy();
        // A poll reads two lags and an interval: what was called must be within that, and the canary have been
        // delivered.
        for (int poll = 0; poll < 5; poll++) {
            shift.pass(Duration.ofMinutes(5));
        }
        assertThat(lookup().getList(FEED + "byKey", String.class)).containsExactly("ENCRYPT_DECRYPT");
        shift.pass(Duration.ofHours(3));
        var opensAt = first.read("coverage").getString("window.opensAt");
        assertThat(first.read("coverage").getList(BY_KEY + ".canaries.keyUsage", String.class))
                .containsExactly("ENCRYPT_DECRYPT");
        assertThat(lookup().getInt(FEED + "keys")).isEqualTo(1);

        var needed = key();
        var second = disabled(needed);
        refusesOneMoreThanItHolds();
        shift.pass(Duration.ofHours(3));
        standIn().use(needed, KeyUse.by("arn:aws:iam::" + BOTH + ":role/payroll", "Decrypt"));
        shift.pass(Duration.ofMinutes(30));
        assertThat(second.state()).isIn("ROLLING_BACK", "ROLLED_BACK");
        assertThat(first.read("coverage").getString("window.opensAt"))
                .as("who comes and goes changes nothing for others")
                .isEqualTo(opensAt);

        shift.pass(Duration.ofHours(20));
        assertThat(first.states()).contains("AWAITING_DELETION_APPROVAL");
        assertThat(first.read("sightings").getList("items")).isEmpty();

        findByKey(false);
        shift.pass(Duration.ofHours(5));
        assertThat(lookup().getList(FEED + "byKey"))
                .as("canaries no longer come back")
                .isEmpty();
        shift.pass(Duration.ofHours(2));
        assertThat(first.read("coverage").getString("verdict.value")).isNotEqualTo("UNPROVEN");
    }

    private void refusesOneMoreThanItHolds() {
        var third = key();
        sql("update feed set pages_a_key = 2100 where kind = 'LOOKUP' and region = 'us-east-1'");
        assertThat(lookup().getInt(FEED + "mostKeys")).isEqualTo(2);

        var refused = submit(third);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.path("type").toString()).endsWith("watch-full");
        assertThat(refused.path("detail").toString())
                .contains("2 keys are asked for one by one", "14.00 calls a second are room for 2");
        assertThat(refused.path("remedy").toString()).contains("feed logs");
        assertThat(planned(third)).isEqualTo(refused.path("detail").toString());
        var line = as("submitter")
                .contentType("application/x-ndjson")
                .body(("{\"keyArn\": \"" + third + "\", \"reason\": \"nobody has asked for it in years\"}\n")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/retirements/batch")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(line).contains("\"status\":409", "watch-full");
        sql("update feed set pages_a_key = 1 where kind = 'LOOKUP' and region = 'us-east-1'");
    }

    private static Response submit(KeyArn key) {
        return as("submitter")
                .contentType(ContentType.JSON)
                .body(Map.of("keyArn", key.toString(), "reason", "nobody has asked for it in years"))
                .post("/api/v1/retirements");
    }

    private static String planned(KeyArn key) {
        return as("submitter")
                .contentType(ContentType.JSON)
                .body(Map.of("keyArn", key.toString()))
                .post("/api/v1/retirements/plan")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].refusal.problem.detail");
    }

    private Journey disabled(KeyArn key) {
        var journey = Journey.of(key);
        shift.work();
        journey.approvedAt("DISABLE", "ann");
        shift.work();
        shift.pass(Duration.ofMinutes(10));
        assertThat(journey.states()).contains("OBSERVING");
        return journey;
    }

    /** Applications call, within the stretch that the next polls read. */
    private static void makeBusy() {
        var busy = standIn().fleet().createKey(KeyPlan.in(BUSY, ""));
        var call = KeyUse.by("arn:aws:iam::" + BOTH + ":role/checkout", "GenerateDataKey");
        for (int i = 0; i < CALLS; i++) {
            standIn().use(busy, call);
        }
    }

    private static void findByKey(boolean found) {
        standIn().change(TrailBehaviour.LOOKUP_FINDS_CRYPTO_BY_RESOURCE, found);
        standIn().change(TrailBehaviour.LOOKUP_FINDS_FAILURES_BY_RESOURCE, found);
    }

    private static KeyArn key() {
        return standIn()
                .fleet()
                .createKey(KeyPlan.in(BUSY, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
    }

    private static JsonPath lookup() {
        return as("ann").get("/api/v1/feeds").then().statusCode(200).extract().jsonPath();
    }

    private static RequestSpecification as(String person) {
        return given().auth().preemptive().basic(person, person);
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}
