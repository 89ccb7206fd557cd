package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Cause;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RetirementState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planning for one key, a list or a selection, and holding submissions to what was planned. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class PlanTest {
    private static final String PLAN = RETIREMENTS + "/plan";
    private static final String NOBODYS = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000";

    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
        stage.sql("delete from inventory_key");
    }

    @Test
    void saysWhatWouldBecomeOfEachAndEndsWithWhatItComesTo() {
        var key = create();
        var family = stage.keys.createFamily(RetirementWorld.PLACE, RetirementWorld.OTHER_PLACE);
        know(key, 2);

        var plan = plan(Map.of(
                "keys",
                List.of(
                        key.toString(),
                        family.getFirst().toString(),
                        family.getLast().toString(),
                        NOBODYS,
                        "nonsense")));
        plan.body("items.outlook", contains("READY", "READY", "REFUSED", "REFUSED"))
                .body("items[0].monthlySaving.monthly", equalTo(2.0f))
                .body("items[1].members", hasSize(2))
                .body("items[1].monthlySaving", nullValue())
                .body("items[2].refusal.asked", equalTo(NOBODYS))
                .body("items[2].refusal.problem.type", endsWith("key-not-found"))
                .body("summary.ready", equalTo(2))
                .body("summary.refused", equalTo(2))
                .body("summary.unreadable.asPlanned", equalTo(0))
                .body("summary.monthlySaving.atLeast", equalTo(true));
        var now = stage.clock.now();
        var single = dates(plan, 0);
        assertThat(single.get("disabledAt")).isEqualTo(now.toString());
        assertThat(single.get("windowOpensAt"))
                .isEqualTo(now.plus(Duration.ofMinutes(5)).toString());
        assertThat(Instant.parse(single.get("deletionDate")))
                .isEqualTo(now.plus(Duration.ofMinutes(20)).plus(Duration.ofDays(60)));
        assertThat(Instant.parse(dates(plan, 1).get("deletionDate")))
                .as("a primary waits once more, from the deletion of its replica on")
                .isEqualTo(Instant.parse(single.get("deletionDate")).plus(Duration.ofDays(30)));
        assertThat(stage.count("select count(*) from retirement where live")).isZero();
    }

    @Test
    void letsKeysWaitForThoseBeforeThemWhereTheCapsDo() {
        var keys = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            keys.add(create().toString());
        }
        var plan = plan(Map.of("keys", keys));
        assertThat(dates(plan, 2)).isEqualTo(dates(plan, 0));
        assertThat(Instant.parse(dates(plan, 3).get("disabledAt")))
                .isEqualTo(Instant.parse(dates(plan, 0).get("deletionDate")));
        plan.body("items[3].because[0]", containsString("caps"));
    }

    @Test
    void keepsToWorkingHours() {
        var plan = plan(Map.of("keyArn", create().toString(), "policy", "office"));
        assertThat(Stream.of("disabledAt", "scheduledAt").map(dates(plan, 0)::get))
                .extracting(at -> Instant.parse(at).atZone(ZoneId.of("Europe/Berlin")))
                .allSatisfy(at -> {
                    assertThat(at.getDayOfWeek()).isEqualTo(DayOfWeek.TUESDAY);
                    assertThat(at.toLocalTime()).isBetween(LocalTime.of(3, 0), LocalTime.of(3, 29, 59));
                });
        plan.body("items[0].because", hasItem(containsString("working hours, TUESDAY 03:00 to 03:30 Europe/Berlin")));
    }

    @Test
    void plansForWhatTheInventorySelectsAndCountsWhatItCannotJudge() {
        var idle = create();
        know(idle, 1);
        var managed = create();
        know(managed, 1);
        stage.sql("update inventory_key set manager = 'AWS' where key_arn = '" + managed + "'");
        var unknown = create();
        know(unknown, 1);
        stage.sql("update inventory_key set usage = 'UNREADABLE', idle_since = null where key_arn = '" + unknown + "'");

        plan(Map.of("filter", Map.of("idleFor", "90d", "account", "111122223333")))
                .body("items.members[0].keyArn", contains(idle.toString()))
                .body("summary.unreadable.asScanned", equalTo(1));
        plan(Map.of("filter", Map.of("region", "us-east-1")))
                .body("items.members.flatten().keyArn", containsInAnyOrder(idle.toString(), unknown.toString()))
                .body("summary.unreadable.asScanned", equalTo(0));
        plan(Map.of("filter", Map.of("region", "mars")))
                .body("items", hasSize(0))
                .body("summary.ready", equalTo(0));
    }

    @Test
    void plansNothingForAKeyThatIsOnItsWay() {
        var key = create();
        var id = stage.submit(key);
        plan(Map.of("keys", List.of(key.toString())))
                .body("items[0].outlook", equalTo("REFUSED"))
                .body("items[0].refusal.problem.related", endsWith(id.toString()));
    }

    @Test
    void saysWhichStopsHoldBackWhatIsPlanned() {
        var key = create();
        stop("444455556666", "its network is being moved");
        plan(Map.of("keys", List.of(key.toString()))).body("heldBack", hasSize(0));
        plan(Map.of("filter", Map.of("account", "111122223333"))).body("heldBack", hasSize(0));
        plan(Map.of("filter", Map.of("region", "mars")))
                .body("heldBack", contains(containsString("in account 444455556666")));

        stop("111122223333", "incident");
        plan(Map.of("key", key.toString())).body("heldBack", contains(containsString("incident")));
    }

    @Test
    void tellsWhatTheKeyWasNeededForWhenItWasRolledBackBefore() {
        var key = create();
        var id = stage.submit(key);
        stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.move(id, new RetirementState.RolledBack(stage.clock.now(), Cause.SIGHTING), Cause.RESTORED);
        stage.clear();
        plan(Map.of("key", key.toString()))
                .body("items[0].findings.find { it.kind == 'ROLLED_BACK_BEFORE' }.severity", equalTo("WARNING"))
                .body(
                        "items[0].findings.find { it.kind == 'ROLLED_BACK_BEFORE' }.detail",
                        containsString("Nobody has resolved it"));

        String rollback = as("oncall")
                .queryParam("retirement", id)
                .get("/api/v1/rollbacks")
                .path("items[0].id");
        as("oncall")
                .body(Map.of(
                        "rootCause", "RESTORE_OR_ARCHIVE", "resolution", "the yearly restore test reads old backups"))
                .post("/api/v1/rollbacks/" + rollback + "/resolve")
                .then()
                .statusCode(200);

        plan(Map.of("key", key.toString()))
                .body("items[0].outlook", equalTo("READY"))
                .body(
                        "items[0].findings.find { it.kind == 'ROLLED_BACK_BEFORE' }.detail",
                        containsString("RESTORE_OR_ARCHIVE"))
                .body(
                        "items[0].findings.find { it.kind == 'ROLLED_BACK_BEFORE' }.detail",
                        containsString("the yearly restore test reads old backups"));
    }

    private void stop(String account, String reason) {
        stage.sql("insert into stop (action, account_id, by, reason, at) values ('STOPPED', '" + account
                + "', 'admin', '" + reason + "', now())");
    }

    @Test
    void walksThroughALargeSelectionInParts() {
        for (var i = 0; i < 300; i++) {
            know(create(), 1);
        }
        var plan = plan(Map.of("filter", Map.of("idleFor", "1d")));
        assertThat(plan.extract().<List<String>>path("items.members.flatten().keyArn"))
                .hasSize(300)
                .doesNotHaveDuplicates()
                .isSorted();
        plan.body("summary.ready", equalTo(300)).body("summary.monthlySaving.monthly", equalTo(300.0f));
    }

    @Test
    void writesATableThatNoSpreadsheetRuns() {
        var table = as("viewer")
                .accept("text/csv")
                .body(Map.of("keys", List.of(create().toString(), "=cmd|' /C calc'!A0", "a\"b\nc")))
                .post(PLAN)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        var rows = table.split("\r\n", -1);
        assertThat(rows).hasSize(6);
        assertThat(rows[0]).startsWith("\"outlook\",\"keys\",\"disabledAt\"");
        assertThat(rows[1]).startsWith("\"READY\",\"arn:aws:kms:");
        assertThat(rows[2]).startsWith("\"REFUSED\",\"'=cmd|' /C calc'!A0\"");
        assertThat(rows[3]).startsWith("\"REFUSED\",\"a\"\"b c\"");
        assertThat(rows[4]).startsWith("\"SUMMARY\"").contains("0 could not be read");
    }

    @Test
    void takesInExactlyWhatWasPlannedAndHasNotChanged() {
        var unchanged = create();
        var changed = create();
        var other = create();
        var planId = plan(Map.of("keys", List.of(unchanged.toString(), changed.toString())))
                .extract()
                .<String>path("id");
        stage.keys.alias("alias/new-name", changed);

        var id = submit(unchanged, planId).statusCode(201).extract().<String>path("id");
        as("viewer").get(RETIREMENTS + "/" + id + "/timeline").then().body("items[0].facts.plan", equalTo(planId));
        submit(changed, planId)
                .statusCode(409)
                .body("type", endsWith("not-as-planned"))
                .body("field", equalTo("plan"))
                .body("violations.detail", hasItem(containsString("alias/new-name")));
        submit(other, planId).statusCode(409).body("detail", containsString("not in the plan"));
        submit(other, UUID.randomUUID().toString()).statusCode(409).body("detail", containsString("no plan"));
        submit(other, "nonsense").statusCode(400).body("field", equalTo("plan"));
        as("submitter")
                .body(Map.of("keyArn", changed.toString(), "reason", "x", "plan", planId, "policy", "quick"))
                .post(RETIREMENTS)
                .then()
                .statusCode(409)
                .body("detail", containsString("policy"));
    }

    @Test
    void takesInNothingByAPlanThatBrokeOff() {
        var key = create();
        var planId = plan(Map.of("keys", List.of(key.toString()))).extract().<String>path("id");
        stage.sql("update retirement_plan set finished_at = null where id = '" + planId + "'");
        submit(key, planId).statusCode(409).body("detail", containsString("not made to its end"));
        as("submitter")
                .body(Map.of("reason", "x"))
                .post(PLAN + "/" + planId + "/submissions")
                .then()
                .statusCode(409);
    }

    @Test
    void handsInAWholePlan() {
        var first = create();
        var second = create();
        var planId = plan(Map.of("keys", List.of(first.toString(), NOBODYS, second.toString())))
                .extract()
                .<String>path("id");
        stage.keys.alias("alias/now-named", second);

        var lines = as("submitter")
                .body(Map.of("reason", "see the plan"))
                .post(PLAN + "/" + planId + "/submissions")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("\"status\":201");
        assertThat(lines.getLast()).contains("\"status\":409", "alias/now-named");
        assertThat(stage.count("select count(*) from retirement where live")).isOne();
        as("submitter")
                .body(Map.of("ticket", "T"))
                .post(PLAN + "/" + planId + "/submissions")
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        as("submitter")
                .body(Map.of("reason", "x"))
                .post(PLAN + "/" + UUID.randomUUID() + "/submissions")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                        | key
            {"keyArn":"a","filter":{}}                | key
            {"keys":[]}                               | keys
            {"filter":{"idleFor":"soon"}}             | idleFor
            {"filter":{"usage":"NEVER"}}              | usage
            {"filter":{"idle":"90d"}}                 | filter.idle
            {"keyArn":"a","policy":"nosuch"}          | policy
            """)
    void refusesAPlanThatMeansNothing(String body, String field) {
        as("viewer").body(body).post(PLAN).then().statusCode(400).body("field", equalTo(field));
    }

    private KeyArn create() {
        return stage.keys.create(RetirementWorld.PLACE);
    }

    /** As a scan would have read it. */
    private void know(KeyArn keyArn, int price) {
        stage.sql("""
                insert into inventory_key (key_arn, account_id, region, key_id, key_state, manager, usage, idle_since, search,
                    read_at, usage_read_at, first_seen_at, family_key, rotations_kept, price)
                values ('%1$s', '%2$s', '%3$s', '%4$s', 'ENABLED', 'CUSTOMER', 'NEVER_USED', '2024-01-01', '', '2026-01-01',
                    '2026-01-01', '2026-01-01', '%1$s', 0, %5$d)
                """.formatted(keyArn, keyArn.accountId(), keyArn.region(), keyArn.keyId(), price));
    }

    private static ValidatableResponse plan(Map<String, ?> asked) {
        return as("viewer").body(asked).post(PLAN).then().statusCode(200);
    }

    private static Map<String, String> dates(ValidatableResponse plan, int item) {
        return plan.extract().path("items[" + item + "].dates");
    }

    private static ValidatableResponse submit(KeyArn keyArn, String planId) {
        return as("submitter")
                .body(Map.of("keyArn", keyArn.toString(), "reason", "see the plan", "plan", planId))
                .post(RETIREMENTS)
                .then();
    }
}
