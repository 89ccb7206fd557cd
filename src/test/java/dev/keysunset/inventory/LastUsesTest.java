package dev.keysunset.inventory;

import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.trail.TrailBehaviour;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who used a key last, as CloudTrail's event history tells it, over HTTP and against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class LastUsesTest extends HistoryStage {
    private static final Duration ALL_TOLD = Duration.ofHours(2);
    private static final Duration IDLE = Duration.ofDays(8);

    @Inject
    MeterRegistry metrics;

    @Test
    void tellsOfAKeyNobodyHandedInWhoUsedItLastThroughWhomAndForWhat() {
        var key = usedByReports("alias/told");
        standIn().clock().advance(IDLE);
        scan(key);
        detail(key).body("lastUses", hasSize(1)).body("lastUses[0].state", equalTo("WAITING"));

        hand.explain();
        detail(key)
                .body("lastUses", hasSize(1))
                .body("lastUses[0].state", equalTo("EXPLAINED"))
                .body("lastUses[0].use.operation", equalTo("Decrypt"))
                .body("lastUses[0].explained.by.principal", containsString("role/reports"))
                .body("lastUses[0].explained.by.onBehalfOf", endsWith(" for arn:aws:s3:::reports/q1"))
                .body("lastUses[0].explained.encryptionContext.'aws:s3:arn'", equalTo("arn:aws:s3:::reports/q1"))
                .body("lastUses[0].explained.record", containsString(key.toString()));
        var page =
                as("viewer").get("/keys/111122223333/us-east-1/" + key.keyId()).asString();
        assertThat(page).contains("on behalf of", "for arn:aws:s3:::reports/q1", "role/reports");
    }

    @Test
    void neverAsksAgainForWhatIsExplainedNorOutOfTurn() {
        var key = usedByReports("alias/once");
        standIn().clock().advance(IDLE);
        scan(key);
        var before = asked();
        hand.explain();
        var asked = asked();
        assertThat(asked).isEqualTo(before + 1);
        hand.explain();
        hand.explain();
        assertThat(asked()).isEqualTo(asked);

        var twice = usedByReports("alias/twice");
        var thrice = usedByReports("alias/thrice");
        standIn().clock().advance(IDLE);
        scan(key, twice, thrice);
        hand.explain();
        hand.look();
        hand.look();
        assertThat(asked()).as("one question a turn").isEqualTo(asked + 1);
        detail(key).body("lastUses[0].state", equalTo("EXPLAINED"));
    }

    @Test
    void leavesKeysInDailyUseAlone() {
        var key = usedByReports("alias/busy");
        standIn().clock().advance(Duration.ofDays(1));
        scan(key);
        var asked = asked();
        hand.explain();
        assertThat(asked()).isEqualTo(asked);
        detail(key).body("lastUses[0].state", equalTo("WAITING"));
    }

    @Test
    void explainsWhatIsHandedInAtOnceAndWhateverItsAgeAndNamesItInTheAssessment() {
        var key = usedByReports("alias/handed-in");
        standIn().clock().advance(ALL_TOLD);
        planned(key, Map.of());
        var location = as("submitter")
                .body(Map.of("keyArn", key.toString(), "reason", "nobody uses it"))
                .post("/api/v1/retirements")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        hand.explain();

        as("viewer")
                .get(location + "/assessment")
                .then()
                .statusCode(200)
                .body("lastUses", hasSize(1))
                .body("lastUses[0].keyArn", equalTo(key.toString()))
                .body("lastUses[0].state", equalTo("EXPLAINED"))
                .body("lastUses[0].explained.by.principal", containsString("role/reports"));
    }

    @Test
    void asksAgainForARecordThatIsDeliveredLate() {
        standIn().change(TrailBehaviour.DELIVERY_DELAYS, 1.0);
        standIn().change(TrailBehaviour.LONGEST_DELIVERY_DELAY, Duration.ofDays(30));
        var key = usedByReports("alias/late");
        standIn().clock().advance(ALL_TOLD);
        planned(key, Map.of());
        hand.explain();
        known(key).body("lastUses[0].state", equalTo("NOT_FOUND")).body("lastUses[0].explained", nullValue());
        var asked = asked();
        hand.explain();
        assertThat(asked()).as("not before some time has passed").isEqualTo(asked);

        standIn().clock().advance(Duration.ofDays(31));
        hand.explain();
        known(key).body("lastUses[0].state", equalTo("EXPLAINED"));
    }

    @Test
    void saysThatNobodyKnowsWhereCloudTrailMayNotBeAsked() {
        var key = usedByReports("alias/denied");
        standIn().clock().advance(ALL_TOLD);
        planned(key, Map.of());
        standIn().addFault(FaultRule.of(FaultKind.ACCESS_DENIED, "LookupEvents"));
        hand.explain();
        known(key)
                .body("lastUses[0].state", equalTo("NOT_PERMITTED"))
                .body("lastUses[0].trouble", containsString("AccessDenied"))
                .body("lastUses[0].explained", nullValue());
    }

    @Test
    void measuresHowFarTheExplainingHasCome() {
        var first = usedByReports("alias/measured-first");
        var second = usedByReports("alias/measured-second");
        standIn().clock().advance(IDLE);
        scan(first, second);
        planned(first, Map.of());
        planned(second, Map.of());
        assertThat(uses("waiting")).isEqualTo(2);
        assertThat(measured("keysunset.last.uses.oldest.waiting"))
                .isBetween((double) IDLE.toSeconds(), (double) IDLE.plusHours(1).toSeconds());

        hand.explain();
        assertThat(uses("waiting")).isEqualTo(1);
        assertThat(uses("explained")).isEqualTo(1);
        assertThat(uses("not_found")).isZero();
        hand.explain();
        assertThat(uses("explained")).isEqualTo(2);
        assertThat(measured("keysunset.last.uses.oldest.waiting")).isZero();
    }

    private double uses(String state) {
        return measured("keysunset.last.uses", "state", state);
    }

    private double measured(String name, String... tags) {
        hand.measure();
        return metrics.get(name)
                .tags("account", PLACE.accountId(), "region", PLACE.region())
                .tags(tags)
                .gauge()
                .value();
    }

    @Test
    void saysOfWhatIsOlderThanTheHistoryThatItIsForgottenAndAsksNobody() {
        var key = put(plan(PLACE, "alias/long-ago").lastUsed(Duration.ofDays(120)));
        scan(key);
        var asked = asked();
        planned(key, Map.of());
        hand.explain();
        detail(key).body("lastUses", hasSize(1)).body("lastUses[0].state", equalTo("FORGOTTEN"));
        assertThat(asked()).isEqualTo(asked);
    }

    private void scan(KeyArn... keys) {
        scans.scan();
        hand.knowOnly(keys);
    }

    private static KeyArn usedByReports(String alias) {
        var key = put(plan(PLACE, alias));
        use(key, byReports().through("s3.amazonaws.com", Map.of("aws:s3:arn", "arn:aws:s3:::reports/q1")));
        return key;
    }

    /** Scanned now. */
    private ValidatableResponse known(KeyArn key) {
        scan(key);
        return detail(key);
    }
}
