package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.Stage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages as they leave the server, and what their forms do. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class ConsoleTest {
    private static final Browser VIEWER = new Browser("viewer");
    private static final Browser APPROVER = new Browser("approver");
    private static final Browser ADMIN = new Browser("admin");
    private static final Browser ONCALL = new Browser("oncall");
    private static final Browser SUBMITTER = new Browser("submitter");

    @Inject
    Stage stage;

    @Inject
    DomainClock clock;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void countsThePipelineAndWhatWaitsForTheOneWhoLooks() {
        stage.stay(atTheDisableGate(), Duration.ofHours(1));
        var before = waiting(APPROVER);
        atTheDisableGate();

        assertThat(waiting(APPROVER)).isEqualTo(before + 1);
        assertThat(waiting(SUBMITTER))
                .as("nobody decides on what they submitted")
                .isZero();
        var box = VIEWER.open("/").selectFirst(".stage.AWAITING_DISABLE_APPROVAL b");
        assertThat(Long.parseLong(String.valueOf(box).replaceAll("\\D", ""))).isGreaterThanOrEqualTo(2);
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

    @Test
    void approvesAtTheGateAndSaysWhoElseMust() {
        var id = atTheDisableGate();
        var gate = APPROVER.open("/approvals/" + id);
        assertThat(gate.text()).contains("One person has to approve, not submitter");
        assertThat(gate.select("#approve .consequences").text()).contains("DisableKey is sent");
        var told = APPROVER.sendAndFollow(form(gate, "/decide"), Map.of("comment", "the owner agreed"));
        assertThat(told.select(".done").text()).contains("approval is recorded");
        assertThat(told.text()).contains("the owner agreed");
        assertThat(APPROVER.open("/approvals/" + id).text())
                .contains("Your approval stands", "Take it back", "Enough people have approved");
    }

    @Test
    void saysToWhoMayNotApproveWhy() {
        var id = atTheDisableGate();
        var gate = VIEWER.open("/approvals/" + id);
        assertThat(gate.select("form[method=post]")).isEmpty();
        assertThat(gate.text()).contains("Your roles do not allow this", "Ask somebody who is approver");
        assertThat(VIEWER.open("/approvals").text()).contains("You see what waits, and decide nothing");
    }

    @Test
    void asksForTheKeysNameBeforeItApprovesADeletion() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.Observing(clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
        stage.move(id, new RetirementState.AwaitingDeletionApproval(clock.now(), stage.window()), Cause.WATCH_CLEAR);
        // The gate's first look keeps the assessment that people decide on.
        stage.stay(id, Duration.ofHours(1));
        var form = form(APPROVER.open("/approvals/" + id), "/decide");
        var refused = APPROVER.send(form, Map.of("comment", "go", "key", "another-key"));
        refused.then().statusCode(400);
        assertThat(page(refused).text()).contains("nothing was decided");

        var key = stage.view(id).members().getFirst().keyArn().keyId();
        var told = APPROVER.sendAndFollow(form, Map.of("comment", "go", "key", key));
        assertThat(told.text()).contains("Approve at DELETE by approver");
    }

    @Test
    void approvesSeveralAtOnceWhereNothingIsFlagged() {
        var one = atTheDisableGate();
        stage.stay(one, Duration.ofHours(1));
        var other = atTheDisableGate();
        var queue = APPROVER.open("/approvals");
        var picked = queue.select("input[name=picked]").eachAttr("value").stream()
                .filter(value -> value.startsWith(one.toString()) || value.startsWith(other.toString()))
                .toList();
        assertThat(picked).hasSize(2);
        var outcomes = page(given().auth()
                .preemptive()
                .basic("approver", "approver")
                .accept("text/html")
                .formParam("picked", picked)
                .formParam("comment", "all read")
                .post("/approvals"));
        assertThat(outcomes.select("section[aria-labelledby=outcomes-title] .sign.good"))
                .hasSize(2);
        assertThat(APPROVER.open("/retirements/" + other).text()).contains("all read");
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
    void letsOnCallAcknowledgeAndResolveARollback() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.RollingBack(clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var link = ONCALL.open("/retirements/" + id).selectFirst("a[href^=/rollbacks/]");
        var path = String.valueOf(link).replaceAll("(?s).*href=\"([^\"]+)\".*", "$1");
        var rollback = ONCALL.open(path);
        assertThat(rollback.select("#why-resolve").text()).contains("still being restored");
        assertThat(ONCALL.sendAndFollow(form(rollback, "/acknowledge"), Map.of())
                        .text())
                .contains("oncall looks after it");
        assertThat(ONCALL.sendAndFollow(form(ONCALL.open(path), "/comments"), Map.of("comment", "asked the owner"))
                        .text())
                .contains("oncall: asked the owner");

        stage.move(id, new RetirementState.RolledBack(clock.now(), Cause.SIGHTING), Cause.RESTORED);
        var told = ONCALL.sendAndFollow(
                form(ONCALL.open(path), "/resolve"),
                Map.of("rootCause", "NEEDED_BY_WORKLOAD", "resolution", "payroll runs once a month"));
        assertThat(told.text()).contains("payroll runs once a month", "Resolved by oncall", "a workload needs the key");
        assertThat(VIEWER.open(path).select("form[method=post]")).isEmpty();
    }

    @Test
    void letsOnCallGiveARollbackToAPersonWhoFindsItAmongTheirs() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.RollingBack(clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var link = ONCALL.open("/retirements/" + id).selectFirst("a[href^=/rollbacks/]");
        var path = String.valueOf(link).replaceAll("(?s).*href=\"([^\"]+)\".*", "$1");
        var page = ONCALL.open(path);
        assertThat(page.select("select[name=to] option").eachText()).containsExactly("admin", "oncall");
        assertThat(ADMIN.open("/rollbacks?mine=true").select("a[href=" + path + "]"))
                .isEmpty();

        var told = ONCALL.sendAndFollow(form(page, "/assign"), Map.of("to", "admin"));

        assertThat(told.text()).contains("Assigned to admin by oncall");
        assertThat(told.select("select[name=to] option").eachText()).containsExactly("oncall");
        assertThat(ADMIN.open("/rollbacks?mine=true").select("a[href=" + path + "]"))
                .hasSize(1);
        assertThat(ONCALL.open("/rollbacks?mine=true").select("a[href=" + path + "]"))
                .isEmpty();
        assertThat(ONCALL.open("/rollbacks").text()).contains("Assigned to admin");
        ONCALL.send(form(page, "/assign"), Map.of("to", "viewer")).then().statusCode(400);
    }

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
    void showsWhatTheInventoryKnowsOfAKeyAtTheGateAsWell() {
        var id = atTheDisableGate();
        var key = stage.view(id).members().getFirst().keyArn();
        stage.sql("""
                insert into inventory_key (key_arn, account_id, region, key_id, family_key, key_state, manager, role, key_spec,
                    key_usage, origin, creation_date, description, aliases, tags, usage, idle_since, search, read_at,
                    usage_read_at, first_seen_at)
                values ('%1$s', '%2$s', '%3$s', '%4$s', '%1$s', 'ENABLED', 'CUSTOMER', 'SINGLE', 'SYMMETRIC_DEFAULT',
                    'ENCRYPT_DECRYPT', 'AWS_KMS', now() - interval '2 years', 'Archive of <b>invoices</b>',
                    array['alias/archive'], '{"team": "billing"}', 'NOT_SINCE_TRACKING', now() - interval '200 days',
                    '%4$s archive', now(), now(), now())
                """.formatted(key, key.accountId(), key.region(), key.keyId()));
        var found = VIEWER.open("/keys?q=" + key.keyId() + "&sort=IDLENESS");
        assertThat(found.select("tbody tr").eachText())
                .singleElement()
                .asString()
                .contains("archive", "Not since tracking");
        assertThat(found.select("a[href^=/submit?key=arn:]")).hasSize(1);
        var page = VIEWER.open("/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId());
        assertThat(page.text()).contains("Archive of <b>invoices</b>", "billing", "Awaiting disable approval");
        assertThat(APPROVER.open("/approvals/" + id).text()).contains("Not since tracking", "team=billing");
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
    void setsPagesUpForKeyboardsAndReaders() {
        var id = atTheDisableGate();
        for (var path : List.of(
                "/",
                "/retirements",
                "/retirements/" + id,
                "/approvals",
                "/approvals/" + id,
                "/rollbacks",
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

    @Test
    void saysAtTheGateWhoUsedTheKeyLastOnWhoseBehalfAndForWhat() {
        var id = atTheDisableGate();
        var key = stage.view(id).members().getFirst().keyArn();
        var usedAt = clock.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.HOURS);
        var shown = usedAt.toString().substring(0, 16).replace('T', ' ');
        stage.sql("""
                insert into inventory_key (key_arn, account_id, region, key_id, family_key, usage, idle_since, usage_operation,
                    usage_event_id, search, read_at, usage_read_at, first_seen_at)
                values ('%1$s', '%2$s', '%3$s', '%4$s', '%1$s', 'USED', '%5$s', 'Decrypt', 'event', '',
                    now(), now(), now())
                """.formatted(key, key.accountId(), key.region(), key.keyId(), usedAt));
        assertThat(lastUse("/approvals/" + id))
                .as("nobody knows yet")
                .contains(shown + " Decrypt: CloudTrail has not answered yet");
        stage.sql("""
                insert into last_use (key_arn, event_id, account_id, region, used_at, operation, wanted, state, ask_at, asked_at,
                    event_time, event_name, principal, principal_kind, on_behalf_of, encryption_context, record)
                values ('%1$s', 'event', '%2$s', '%3$s', '%4$s', 'Decrypt', true, 'EXPLAINED', now(), now(),
                    '%4$s', 'Decrypt', 'role/<b>reports</b>', 'ROLE', 's3.amazonaws.com for arn:aws:s3:::reports',
                    '{"aws:s3:arn": "arn:aws:s3:::reports"}', '{}')
                """.formatted(key, key.accountId(), key.region(), usedAt));
        assertThat(lastUse("/approvals/" + id))
                .contains(shown + " Decrypt: by role/<b>reports</b> on behalf of s3.amazonaws.com for"
                        + " arn:aws:s3:::reports.");
        assertThat(VIEWER.open("/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId())
                        .select("section[aria-labelledby=users-title]")
                        .text())
                .contains("role/<b>reports</b>", "aws:s3:arn=arn:aws:s3:::reports");
    }

    private static String lastUse(String path) {
        return VIEWER.open(path).select("section[aria-labelledby=usage-title]").text();
    }

    private UUID atTheDisableGate() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        return id;
    }

    private static long waiting(Browser browser) {
        var tile = browser.open("/").selectFirst("a.tile[href=/approvals] b");
        return Long.parseLong(String.valueOf(tile).replaceAll("\\D", ""));
    }
}
