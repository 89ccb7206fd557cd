package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.RetirementWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** One retirement from its submission on: found, drawn, and steered by forms. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class JourneyTest extends ConsoleStage {
    @Test
    void findsRetirementsByWhatStandsInTheAddress() {
        var id = stage.submit();
        var key = stage.view(id).members().getFirst().keyArn().keyId();
        assertThat(VIEWER.open("/retirements?q=" + key).select("tbody tr")).hasSize(1);
        assertThat(VIEWER.open("/retirements?q=" + key + "&state=DELETED").text())
                .contains("No retirement matches");
        assertThat(page(VIEWER.get("/retirements?state=NONSENSE")
                                .then()
                                .statusCode(400)
                                .extract()
                                .response())
                        .text())
                .contains("state=NONSENSE cannot be understood", "AWAITING_DISABLE_APPROVAL");
    }

    @Test
    void plansAndSubmitsAKey() {
        var other = stage.view(stage.submit()).members().getFirst().keyArn();
        stage.clear();
        var plan = SUBMITTER.open("/submit?key=" + other);
        assertThat(plan.text()).contains("It could be retired", "Never used");
        assertThat(VIEWER.open("/submit?key=" + other).select("#why-submit").text())
                .contains("submitter");
        var submitted = SUBMITTER.sendAndFollow(form(plan, "/submit"), Map.of("reason", "moved to another key"));
        assertThat(submitted.select(".done").text()).contains("being assessed");
        assertThat(submitted.text()).contains("moved to another key", other.toString());
        VIEWER.get("/submit?key=" + other).then().statusCode(409);
    }

    @Test
    void promisesNothingOfAKeyThatCouldNotBeReadWhole() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        stage.keys.hideTags(key);
        var plan = SUBMITTER.open("/submit?key=" + key).select("section[aria-labelledby=plan-title]");
        assertThat(plan.is(".doubt")).isTrue();
        assertThat(plan.text())
                .contains("Something could not be read", "kms:ListResourceTags", "Allow the member role to call")
                .doesNotContain("It could be retired");
    }

    @Test
    void drawsTheTimelineWithItsStatesAndTheWindow() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.Observing(clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
        var retirement = VIEWER.open("/retirements/" + id);
        var drawing = retirement.select(".drawing svg");
        assertThat(drawing.select(".state-OBSERVING")).hasSize(1);
        assertThat(drawing.select(".line-window")).hasSize(2);
        assertThat(drawing.attr("aria-label")).contains("Observing since");
        assertThat(retirement
                        .select("[aria-labelledby=history-caption] tbody tr")
                        .size())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void saysOfEachActionWhatComesOfItOrWhyItIsShutAndWhatWouldFreeIt() {
        var id = stage.submit();
        var retirement = SUBMITTER.open("/retirements/" + id);
        assertThat(retirement.select("#act-cancel .consequences").text()).contains("Nothing was touched");
        assertThat(retirement.select("#why-rollback").text()).contains("nothing to roll back", "Cancel it");
        assertThat(retirement.select("#why-hold").text()).contains("roles", "admin");
        assertThat(retirement.select("button[aria-disabled=true]")).isNotEmpty();
        assertThat(VIEWER.open("/retirements/" + id).select("form[method=post]"))
                .isEmpty();
    }

    @Test
    void ordersByAFormWhatTheApiOrders() {
        var id = stage.submit();
        var told = ADMIN.sendAndFollow(
                form(ADMIN.open("/retirements/" + id), "/hold"), Map.of("reason", "the owner is on leave"));
        assertThat(told.select(".done").text()).startsWith("Held");
        assertThat(told.text()).contains("the owner is on leave");
        assertThat(stage.view(id).progress().hold()).isPresent();
    }

    @Test
    void refusesAFormThatWasReadBeforeSomethingChanged() {
        var id = stage.submit();
        var old = form(ADMIN.open("/retirements/" + id), "/hold");
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        var refused = ADMIN.send(old, Map.of("reason", "late"));
        refused.then().statusCode(412).header("Content-Type", "text/html;charset=UTF-8");
        assertThat(page(refused).text()).contains("It has changed since you read it");
        assertThat(stage.view(id).progress().hold()).isEmpty();
        var seen = ADMIN.open("/retirements/" + id + "?seen=0");
        assertThat(seen.select("#live").text()).contains("changed since this page was opened");
    }

    @Test
    void refusesAFormThatAnotherSiteMakesTheBrowserSend() {
        var id = stage.submit();
        for (var header : List.of(Map.of("Sec-Fetch-Site", "cross-site"), Map.of("Origin", "https://evil.example"))) {
            given().auth()
                    .preemptive()
                    .basic("admin", "admin")
                    .headers(header)
                    .formParam("reason", "forged")
                    .formParam("version", stage.view(id).progress().version())
                    .post("/retirements/" + id + "/hold")
                    .then()
                    .statusCode(403);
        }
        given().auth()
                .preemptive()
                .basic("oncall", "oncall")
                .header("Sec-Fetch-Site", "same-site")
                .post("/api/v1/rollbacks/" + UUID.randomUUID() + "/acknowledge")
                .then()
                .statusCode(403);
        assertThat(stage.view(id).progress().hold()).isEmpty();
    }
}
