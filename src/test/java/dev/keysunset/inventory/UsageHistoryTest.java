package dev.keysunset.inventory;

import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.trail.TrailBehaviour;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** CloudTrail's event history in the place of a last usage that KMS does not tell. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class UsageHistoryTest extends HistoryStage {
    private static final String TRUSTING = "trusting";
    private static final String STANDARD = "standard";

    @Test
    void readsTheWholeHistoryAndSeesAUseThatKmsDoesNotTell() {
        var key = silent("alias/seen-whole");
        use(key, byReports());
        standIn().clock().advance(Duration.ofDays(3));
        planned(key, TRUSTING);
        read();

        assertThat(finding(planned(key, TRUSTING), "USED_RECENTLY"))
                .contains("Decrypt", "role/reports", "as CloudTrail's event history shows", "KMS does not say");
        assertThat(planned(key, STANDARD).getString("items[0].outlook")).isEqualTo("BLOCKED");
    }

    @Test
    void goesOnFromWhereItWasWhenAwsTakesItsTokenNoMore() {
        var key = silent("alias/token");
        use(key, byReports());
        standIn().clock().advance(Duration.ofHours(1));
        var busy = put(plan(PLACE, "alias/busy-neighbour"));
        for (var call = 0; call < 600; call++) {
            use(busy, byReports());
        }
        standIn().clock().advance(Duration.ofDays(3));
        planned(key, TRUSTING);
        hand.explain();
        assertThat(hand.spoilTokens()).as("more than one turn reads").isEqualTo(1);
        assertThat(kinds(key)).doesNotContain("USED_RECENTLY");
        read();
        assertThat(finding(planned(key, TRUSTING), "USED_RECENTLY")).contains("role/reports");
    }

    @Test
    void seesAUseUnderTheKeysNameWhereAwsListsItThere() {
        standIn().change(TrailBehaviour.LOOKUP_FINDS_CRYPTO_BY_RESOURCE, true);
        var key = silent("alias/seen-listed");
        use(key, byReports());
        // Not as old as what a whole reading takes for delivered.
        standIn().clock().advance(Duration.ofHours(8));
        planned(key, STANDARD);
        read();
        assertThat(finding(planned(key, STANDARD), "USED_RECENTLY")).contains("role/reports");
    }

    @Test
    void neverTakesForUnusedWhatItSawNothingOf() {
        var key = silent("alias/nothing-seen");
        planned(key, STANDARD);
        read();

        var strict = planned(key, STANDARD);
        assertThat(strict.getString("items[0].outlook")).isEqualTo("UNREADABLE");
        assertThat(finding(strict, "USAGE_FROM_HISTORY"))
                .startsWith("Nothing seen in CloudTrail's event history since ");
        var trusting = planned(key, TRUSTING);
        assertThat(trusting.getString("items[0].outlook")).isNotEqualTo("BLOCKED");
        assertThat(unreadable(strict)).anyMatch(detail -> detail.contains("GetKeyLastUsage"));
        assertThat(unreadable(trusting)).noneMatch(detail -> detail.contains("GetKeyLastUsage"));
        assertThat(finding(trusting, "USAGE_FROM_HISTORY")).startsWith("Nothing seen");
    }

    @Test
    void tellsInTheInventoryHowFarBackItHasRead() {
        var key = silent("alias/inventory");
        scans.scan();
        read();
        var history = inventory(key);
        assertThat(history.getString("usage.answer")).isEqualTo("UNREADABLE");
        var from = Instant.parse(history.getString("history.searched.from"));
        assertThat(from)
                .isBetween(
                        ScanWorld.now().minus(Duration.ofDays(90)),
                        ScanWorld.now().minus(Duration.ofDays(89)));
        assertThat(history.getString("history.seen")).isNull();

        standIn().clock().advance(Duration.ofDays(10));
        planned(key, STANDARD);
        read();
        assertThat(Instant.parse(inventory(key).getString("history.searched.from")))
                .as("what was read before goes on counting")
                .isEqualTo(from);
    }

    @Test
    void asksNothingOfKeysOfWhichKmsTells() {
        var key = put(plan(PLACE, "alias/told").lastUsed(Duration.ofDays(100)));
        scans.scan();
        hand.knowOnly(key);
        planned(key, STANDARD);
        var asked = asked();
        hand.explain();
        assertThat(asked()).isEqualTo(asked);
        assertThat(inventory(key).getString("history")).isNull();
    }

    private static KeyArn silent(String alias) {
        var key = put(plan(PLACE, alias));
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED,
                        Target.action("GetKeyLastUsage").key(theirs(key))));
        return key;
    }

    /** Turn after turn, until nothing is left to ask for: how much that is, the tests before have left in the history. */
    private void read() {
        var before = -1L;
        for (var turn = 0; asked() > before && turn < 500; turn++) {
            before = asked();
            hand.explain();
        }
    }

    private static JsonPath planned(KeyArn key, String policy) {
        return planned(key, Map.of("policy", policy)).extract().jsonPath();
    }

    private static List<String> kinds(KeyArn key) {
        return planned(key, TRUSTING).getList("items[0].findings.kind", String.class);
    }

    private static String finding(JsonPath plan, String kind) {
        return plan.getString("items[0].findings.find { it.kind == '" + kind + "' }.detail");
    }

    private static List<String> unreadable(JsonPath plan) {
        return plan.getList("items[0].unreadable.detail", String.class);
    }

    private static JsonPath inventory(KeyArn key) {
        return detail(key).extract().jsonPath();
    }
}
