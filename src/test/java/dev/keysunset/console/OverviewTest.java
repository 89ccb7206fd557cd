package dev.keysunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first page: what is under way, and what waits for the one who looks. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class OverviewTest extends ConsoleStage {
    @Test
    void countsThePipelineAndWhatWaitsForTheOneWhoLooks() {
        stage.stay(atTheDisableGate(), Duration.ofHours(1));
        var before = waiting(APPROVER);
        stage.stay(atTheDisableGate(), Duration.ofHours(1));

        assertThat(waiting(APPROVER)).isEqualTo(before + 1);
        stage.sql("update retirement set submitted_by = 'approver' where id = '" + atTheDisableGate() + "'");
        assertThat(waiting(APPROVER))
                .as("nobody decides on what they submitted")
                .isEqualTo(before + 1);
        var box = VIEWER.open("/").selectFirst(".stage.AWAITING_DISABLE_APPROVAL b");
        assertThat(Long.parseLong(String.valueOf(box).replaceAll("\\D", ""))).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "submitter", "oncall", "auditor", "robot"})
    void tellsNobodyWhoDecidesNothingThatADecisionWaitsForThem(String person) {
        atTheDisableGate();
        var browser = new Browser(person);

        assertThat(waiting(APPROVER)).isPositive();
        assertThat(waiting(browser)).isZero();
        assertThat(browser.open("/keys").select("nav a[href=/approvals]").text())
                .isEqualTo("Approvals");
    }

    @Test
    void isAsLoudAboutWhatTheWatchCannotProveAsAboutWhatIsNeeded() {
        var id = stage.submit();
        stage.stay(
                id,
                Duration.ofHours(1),
                new Attention(Attention.Kind.WATCH_GAP, "not read since noon", "Repair the feed."));
        var overview = VIEWER.open("/");
        assertThat(overview.select("a.tile.loud[href*=WATCH_GAP]").text()).contains("Unproven");
        assertThat(overview.select("section[aria-labelledby=waits-title]").text())
                .contains("not read since noon", "Repair the feed.");
    }

    private static long waiting(Browser browser) {
        var tile = browser.open("/").selectFirst("a.tile[href=/approvals] b");
        return Long.parseLong(String.valueOf(tile).replaceAll("\\D", ""));
    }
}
