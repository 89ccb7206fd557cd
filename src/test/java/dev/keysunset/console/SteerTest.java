package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The stop, the history of all, and the configuration. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class SteerTest extends ConsoleStage {
    @Test
    void stopsEverythingWithAReasonAndLetsItGoOn() {
        assertThat(VIEWER.open("/stop").select("form[method=post]")).isEmpty();
        var stopped = ADMIN.sendAndFollow(form(ADMIN.open("/stop"), "/stop/hold"), Map.of("reason", "Incident 42"));
        assertThat(stopped.select(".banner.stop").text()).contains("Incident 42");
        var released = ADMIN.sendAndFollow(form(stopped, "/stop/release"), Map.of("reason", "over"));
        assertThat(released.select(".banner.stop")).isEmpty();
        assertThat(released.text()).contains("Incident 42", "over");
    }

    @Test
    void refusesFormsWithACharacterThatPostgresCannotHoldAndStopsNothing() {
        var form = form(ADMIN.open("/stop"), "/stop/hold");
        var refused = ADMIN.send(form, Map.of("reason", "a\0b"));
        refused.then().statusCode(400);
        assertThat(page(refused).text()).contains("reason contains the character U+0000");
        assertThat(ADMIN.open("/stop").select(".banner.stop")).isEmpty();

        ADMIN.sendAndFollow(form, Map.of("reason", "Incident 42"));
        ADMIN.send(form(ADMIN.open("/stop"), "/stop/release"), Map.of("reason", "over", "account", "a\0b"))
                .then()
                .statusCode(400);
        assertThat(ADMIN.open("/stop").select(".banner.stop")).hasSize(1);
    }

    @Test
    void stopsOneAccountAndReleasesThatStopAlone() {
        var page = ADMIN.open("/stop");
        assertThat(page.select("select[name=account] option").eachText())
                .contains("everywhere", "111122223333 payments");
        var one = ADMIN.sendAndFollow(
                form(page, "/stop/hold"), Map.of("reason", "its network is being moved", "account", "111122223333"));
        assertThat(one.select(".banner.stop").eachText())
                .singleElement()
                .asString()
                .contains("in account 111122223333");
        assertThat(one.select("select[name=account] option").eachText()).containsExactly("everywhere");
        var both = ADMIN.sendAndFollow(form(one, "/stop/hold"), Map.of("reason", "Incident 42", "account", ""));
        assertThat(both.select(".banner.stop")).hasSize(2);
        assertThat(both.select("form[action$=/stop/hold]"))
                .as("nothing is left to stop")
                .isEmpty();

        // The first form releases the stop that stands first: the one everywhere.
        var left = ADMIN.sendAndFollow(form(both, "/stop/release"), Map.of("reason", "over"));
        assertThat(left.select(".banner.stop").eachText())
                .singleElement()
                .asString()
                .contains("in account 111122223333");
        assertThat(ADMIN.sendAndFollow(form(left, "/stop/release"), Map.of("reason", "moved"))
                        .select(".banner.stop"))
                .isEmpty();
    }

    @Test
    void searchesTheHistoryOfAllRetirements() {
        var id = stage.submit();
        ADMIN.sendAndFollow(form(ADMIN.open("/retirements/" + id), "/hold"), Map.of("reason", "a needle <here>"));
        var found = VIEWER.open("/history?q=NEEDLE&kind=HELD&actor=admin");
        assertThat(found.select("tbody tr").eachText()).first().asString().contains("a needle <here>");
        assertThat(VIEWER.open("/history?q=NEEDLE&actor=nobody").text()).contains("No line says that");
        assertThat(VIEWER.open("/history?q=a_needle").text()).as("no pattern").contains("No line says that");
    }

    @Test
    void showsTheConfigurationWithoutItsSecrets() {
        var settings = new Browser("auditor").open("/settings").selectFirst("table");
        assertThat(String.valueOf(settings))
                .contains("keysunset.policies.quick.observation-window", "P7D", "set, and not shown")
                .doesNotContain("$2a$", "$2b$", "$2y$");
        assertThat(VIEWER.open("/settings").select("table")).isEmpty();
    }
}
