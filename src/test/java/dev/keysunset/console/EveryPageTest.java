package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Attention;
import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds of every page, for people, for their readers, and for those who mean harm. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class EveryPageTest extends ConsoleStage {
    @Test
    void tellsTheStopWithItsReasonOnEveryPage() {
        var id = stage.submit();
        stage.sql("insert into stop (action, by, reason, at) values ('STOPPED', 'admin', 'Incident <42>', now())");
        stage.sql("insert into stop (action, account_id, by, reason, at)"
                + " values ('STOPPED', '111122223333', 'admin2', 'its network is being moved', now())");
        for (var path : List.of(
                "/",
                "/retirements",
                "/retirements/" + id,
                "/approvals",
                "/rollbacks",
                "/notifications",
                "/keys",
                "/feeds",
                "/history",
                "/stop",
                "/settings",
                "/savings",
                "/submit",
                "/planned")) {
            assertThat(VIEWER.open(path).select(".banner.stop").text())
                    .as(path)
                    .contains("admin", "Incident <42>", "in account 111122223333", "its network is being moved");
        }
    }

    @Test
    void setsPagesUpForKeyboardsAndReaders() {
        var id = atTheDisableGate();
        for (var path : List.of(
                "/",
                "/retirements",
                "/retirements/" + id,
                "/approvals",
                "/approvals/" + id,
                "/rollbacks",
                "/notifications",
                "/keys",
                "/feeds",
                "/history",
                "/stop",
                "/settings",
                "/savings",
                "/submit",
                "/planned")) {
            var shown = APPROVER.open(path);
            assertThat(shown.select("h1")).as(path).hasSize(1);
            assertThat(shown.select("main")).as(path).hasSize(1);
            assertThat(shown.select("html[lang]")).as(path).hasSize(1);
            assertThat(shown.select("body > a.skip[href=#main]")).as(path).hasSize(1);
            assertThat(shown.select("[aria-labelledby], [aria-describedby]"))
                    .as(path)
                    .allSatisfy(element -> {
                        var named = element.hasAttr("aria-labelledby")
                                ? element.attr("aria-labelledby")
                                : element.attr("aria-describedby");
                        assertThat(shown.getElementById(named))
                                .as(path + " #" + named)
                                .isNotNull();
                    });
            assertThat(shown.select("[id]").eachAttr("id")).as(path).doesNotHaveDuplicates();
        }
    }

    @Test
    void writesWhatPeopleWriteAsTextAndNothingElse() {
        var evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";
        var id = stage.submit();
        ADMIN.sendAndFollow(form(ADMIN.open("/retirements/" + id), "/hold"), Map.of("reason", evil));
        stage.stay(id, Duration.ofHours(1), new Attention(Attention.Kind.DRIFT, evil, evil));
        for (var path : List.of("/", "/retirements", "/retirements/" + id)) {
            var shown = ADMIN.open(path);
            assertThat(shown.text()).as(path).contains("<script>alert(1)</script>");
            assertThat(shown.select("script:not([src]), [onerror], img[src=x], [style]"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void showsAProblemAsAPageToPeopleAndAsJsonToPrograms() {
        var path = "/retirements/" + UUID.randomUUID();
        assertThat(page(VIEWER.get(path).then().statusCode(404).extract().response())
                        .title())
                .contains("There is no such retirement");
        given().auth()
                .preemptive()
                .basic("viewer", "viewer")
                .get("/api/v1" + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().accept("text/html")
                .get("/")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Basic realm=\"keysunset\", charset=\"UTF-8\"");
    }

    /** The script shows them in the place of the list that was refused, where the page that is asked for is none of its own. */
    @Test
    void keepsTheWordsOfAProblemApartFromThePageAroundThem() {
        var problem = page(
                VIEWER.get("/keys?idleFor=90").then().statusCode(400).extract().response());
        assertThat(problem.select("[role=alert]")).hasSize(1);
        assertThat(problem.select("[role=alert]").text())
                .contains("idleFor=90 cannot be understood", "90d")
                .doesNotContain("Back to the page", "status 400");
        assertThat(problem.text()).contains("Back to the page", "status 400");
    }

    @Test
    void leadsFromARefusedFormBackToThePageItWasOn() {
        var form = "/notifications/" + UUID.randomUUID() + "/replay";
        assertThat(refused(form, "http://localhost/notifications?target=chat")).isEqualTo("/notifications");
        assertThat(refused(form, "http://localhost//evil.example/")).isEqualTo(form.replace("/replay", ""));
    }

    private static String refused(String form, String referrer) {
        var refused = given().auth()
                .preemptive()
                .basic("oncall", "oncall")
                .accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Referer", referrer)
                .contentType("application/x-www-form-urlencoded")
                .post(form);
        return page(refused.then().statusCode(404).extract().response())
                .select("a.button")
                .attr("href");
    }

    @Test
    void saysHowLongTheServiceTookForItButNotToWhoIsNotSignedIn() {
        VIEWER.get("/").then().header("Server-Timing", matchesPattern("app;dur=\\d+\\.\\d"));
        given().get("/").then().statusCode(401).header("Server-Timing", nullValue());
    }

    @Test
    void servesItsScriptsFromItself() {
        given().get("/webjars/htmx.org/dist/htmx.min.js").then().statusCode(200);
        var overview = VIEWER.get("/");
        overview.then().header("Content-Security-Policy", containsString("script-src 'self'"));
        overview.then().header("Cache-Control", "no-store");
        assertThat(page(overview).select("script[src], link[href]"))
                .allSatisfy(asset ->
                        assertThat(asset.attr("src") + asset.attr("href")).matches("/(assets|webjars)/.*"));
    }
}
