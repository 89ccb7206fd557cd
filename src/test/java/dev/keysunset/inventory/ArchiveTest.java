package dev.keysunset.inventory;

import static dev.keysunset.inventory.ScanWorld.OTHER_PLACE;
import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.outsider;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.keysunset.core.KeyArn;
import dev.keysunset.inventory.scan.ScanHand;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.watch.archive.ArchiveHand;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of an organisation's trail, asked through Athena who has used a key over the years. */
@NullMarked
@QuarkusTest
@TestProfile(ArchiveWorld.Profile.class)
class ArchiveTest {
    private static final String STANDARD = "standard";
    private static final Duration DONE = Duration.ofMinutes(5);

    @Inject
    ArchiveHand hand;

    @Inject
    ScanHand scans;

    @Inject
    MeterRegistry metrics;

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
    }

    @Test
    void tellsOfYearsWhereKmsAndTheEventHistoryDoNot() {
        var key = put(plan(PLACE, "alias/ledger-years"));
        use(key, "auditors");
        pass(Duration.ofDays(366));
        use(key, "auditors");
        pass(Duration.ofDays(200));
        asked(key);

        var detail = finding(key, "USAGE_FROM_ARCHIVE");
        assertThat(detail).contains("The trail's archive shows the last use at ", "role/auditors", "1 user since ");
        scans.scan();
        var archive = detail(key);
        assertThat(archive.getList("archive.users.by.principal", String.class))
                .singleElement()
                .asString()
                .endsWith("role/auditors");
        assertThat(Instant.parse(archive.getString("archive.users[0].firstAt")))
                .isBefore(ScanWorld.now().minus(Duration.ofDays(500)));
        as("viewer")
                .get("/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId())
                .then()
                .statusCode(200)
                .body(containsString("Trail's archive"))
                .body(containsString("Over the years"))
                .body(containsString("role/auditors"));
    }

    @Test
    void advisesAWindowByTheRhythmOfYears() {
        var key = put(plan(PLACE, "alias/ledger-rhythm"));
        use(key, "auditors");
        pass(Duration.ofDays(366));
        use(key, "auditors");
        pass(Duration.ofDays(100));
        assertThat(finding(key, "WINDOW_TOO_SHORT")).doesNotContain("366 days");
        asked(key);
        assertThat(finding(key, "WINDOW_TOO_SHORT")).contains("watch for 403 days", "366 days later");
    }

    @Test
    void refusesAUseThatItShowsAndKmsDoesNotTell() {
        var key = put(plan(PLACE, "alias/ledger-recent"));
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED,
                        Target.action("GetKeyLastUsage").key(theirs(key))));
        use(key, "reports");
        pass(Duration.ofDays(3));
        asked(key);
        assertThat(finding(key, "USED_RECENTLY")).contains("role/reports", "as the trail's archive shows");
        assertThat(planned(key).getString("items[0].outlook")).isEqualTo("BLOCKED");
    }

    /** Only between days of which reads are on record it means anything that no use is. */
    @Test
    void tellsHowFarBackItReachesByTheDaysOnRecord() {
        var key = put(plan(PLACE, "alias/nothing-archived"));
        readSomething(key);
        pass(Duration.ofDays(40));
        var first = ScanWorld.now();
        for (var day = 0; day < 6; day++) {
            readSomething(key);
            pass(Duration.ofDays(1));
        }
        asked(key);
        var detail = finding(key, "USAGE_FROM_ARCHIVE");
        assertThat(detail)
                .startsWith("The trail's archive shows no use: read without a missing day from ")
                .contains("what was before is not known", "with days missing since")
                .doesNotContainIgnoringCase("unused");
        scans.scan();
        assertThat(Instant.parse(detail(key).getString("archive.searched.from")))
                .isBetween(first, first.plus(Duration.ofDays(2)));
    }

    @Test
    void asksAgainOnlyForWhatIsNew() {
        var key = put(plan(PLACE, "alias/increments"));
        use(key, "auditors");
        for (var day = 0; day < 4; day++) {
            readSomething(key);
            pass(Duration.ofDays(1));
        }
        var before = scanned();
        asked(key);
        var first = scanned() - before;
        use(key, "late-riser");
        pass(Duration.ofDays(2));
        asked(key);
        assertThat(users(key)).hasSize(2);
        assertThat(scanned() - before - first)
                .as("bytes of the second query")
                .isLessThan(first)
                .isPositive();
        var queries = calls("StartQueryExecution");
        pass(Duration.ofHours(1));
        asked(key);
        assertThat(calls("StartQueryExecution")).as("it is fresh enough").isEqualTo(queries);
    }

    @Test
    void asksOneQueryForAllKeysOfAPlaceAndOneAfterTheOther() {
        var key = put(plan(PLACE, "alias/batch-a"));
        var other = put(plan(PLACE, "alias/batch-b"));
        var elsewhere = put(plan(OTHER_PLACE, "alias/batch-c"));
        List.of(key, other, elsewhere).forEach(each -> use(each, "auditors"));
        pass(Duration.ofDays(1));
        List.of(key, other, elsewhere).forEach(ArchiveTest::planned);
        var queries = calls("StartQueryExecution");
        hand.step();
        assertThat(hand.underWay(PLACE) ^ hand.underWay(OTHER_PLACE)).isTrue();
        hand.step();
        assertThat(calls("StartQueryExecution")).as("one at once").isEqualTo(queries + 1);
        for (var step = 0; step < 6; step++) {
            hand.step();
            pass(DONE);
        }
        assertThat(calls("StartQueryExecution")).isEqualTo(queries + 2);
        List.of(key, other, elsewhere).forEach(each -> assertThat(users(each)).hasSize(1));
    }

    @Test
    void goesOnAfterACrashWithTheSameQuery() {
        var key = put(plan(PLACE, "alias/crash"));
        use(key, "auditors");
        pass(Duration.ofDays(1));
        planned(key);
        hand.step();
        var execution = hand.executionId();
        hand.forgetExecution();
        hand.step();
        assertThat(hand.executionId()).as("the query that Athena had begun").isEqualTo(execution);
        pass(DONE);
        hand.step();
        assertThat(users(key)).hasSize(1);
    }

    @Test
    void explainsARefusalAndNeverTakesItForSilence() {
        var key = put(plan(PLACE, "alias/denied"));
        use(key, "auditors");
        pass(Duration.ofDays(1));
        standIn().addFault(FaultRule.of(FaultKind.ACCESS_DENIED, "StartQueryExecution"));
        asked(key);
        assertThat(finding(key, "USAGE_FROM_ARCHIVE"))
                .contains("could not be read", "athena:StartQueryExecution", "AccessDeniedException", "not known")
                .doesNotContain("no use");
        assertThat(severity(key, "USAGE_FROM_ARCHIVE")).isEqualTo("WARNING");

        endFaults();
        pass(Duration.ofHours(2));
        asked(key);
        assertThat(finding(key, "USAGE_FROM_ARCHIVE"))
                .doesNotContain("could not be read")
                .contains("role/auditors");
    }

    @Test
    void stopsAQueryThatTakesTooLong() {
        var key = put(plan(PLACE, "alias/slow"));
        planned(key);
        hand.step();
        assertThat(hand.underWay(PLACE)).isTrue();
        hand.outwait();
        hand.step();
        assertThat(hand.underWay(PLACE)).isFalse();
        assertThat(calls("StopQueryExecution")).isPositive();
        assertThat(finding(key, "USAGE_FROM_ARCHIVE")).contains("took longer than PT40M");
    }

    @Test
    void tellsAlongTheWayWhoMadeKeysLongerAgoThanCloudTrailRemembers() {
        var asked = put(plan(PLACE, "alias/with-a-question"));
        var ownerless = create();
        pass(Duration.ofDays(200));
        scans.scan();
        assertThat(detail(ownerless).getString("owner")).isNull();
        asked(asked);

        assertThat(detail(ownerless).getString("owner.name")).endsWith("user/admin");
        assertThat(detail(ownerless).getString("owner.source")).isEqualTo("CREATOR");
        scans.scan();
        assertThat(detail(ownerless).getString("owner.source")).isEqualTo("CREATOR");
    }

    private static KeyArn create() {
        try (var kms = outsider(PLACE)) {
            return KeyArn.of(kms.createKey().keyMetadata().arn());
        }
    }

    @Test
    void looksNoMoreOftenThanItsTurnComes() {
        planned(put(plan(PLACE, "alias/turns")));
        hand.step();
        var calls = calls("GetQueryExecution");
        hand.look();
        hand.look();
        assertThat(calls("GetQueryExecution")).isEqualTo(calls);
    }

    /** Has it asked for, and the query run to its end. */
    private void asked(KeyArn key) {
        planned(key);
        for (var step = 0; step < 4; step++) {
            hand.step();
            standIn().clock().advance(DONE);
        }
    }

    private static void pass(Duration time) {
        standIn().clock().advance(time);
    }

    private static void use(KeyArn key, String role) {
        standIn().use(theirs(key), KeyUse.by("arn:aws:iam::" + key.accountId() + ":role/" + role, "Decrypt"));
    }

    private static void readSomething(KeyArn key) {
        try (var kms = outsider(key.place())) {
            kms.describeKey(request -> request.keyId(key.toString()));
        }
    }

    private List<String> users(KeyArn key) {
        scans.scan();
        return detail(key).getList("archive.users.by.principal", String.class);
    }

    private static JsonPath planned(KeyArn key) {
        return as("submitter")
                .body(Map.of("keys", List.of(key.toString()), "policy", STANDARD))
                .post("/api/v1/retirements/plan")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String finding(KeyArn key, String kind) {
        return String.valueOf(planned(key).getString("items[0].findings.find { it.kind == '" + kind + "' }.detail"));
    }

    private static String severity(KeyArn key, String kind) {
        return planned(key).getString("items[0].findings.find { it.kind == '" + kind + "' }.severity");
    }

    private static JsonPath detail(KeyArn key) {
        return as("viewer")
                .get("/api/v1/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private double scanned() {
        return metrics.find("keysunset.archive.scanned").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static long calls(String action) {
        return standIn().calls().stream()
                .filter(call -> call.action().equals(action))
                .count();
    }

    private static dev.keysunset.standin.key.KeyArn theirs(KeyArn key) {
        return dev.keysunset.standin.key.KeyArn.parse(key.toString()).orElseThrow();
    }
}
