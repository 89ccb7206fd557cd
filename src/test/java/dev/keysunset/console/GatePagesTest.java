package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people decide: what they are shown, what they are asked, and who may. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class GatePagesTest extends ConsoleStage {
    @Test
    void approvesAtTheGateAndSaysWhoElseMust() {
        var id = atTheDisableGate();
        var gate = APPROVER.open("/approvals/" + id);
        assertThat(gate.text()).contains("One person has to approve, not submitter");
        assertThat(gate.select("#approve .consequences").text()).contains("DisableKey is sent");
        assertThat(gate.select("#approve button").text()).contains("counts until", "nobody else has to approve");
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

    @ParameterizedTest
    @ValueSource(strings = {"000000000000000000000000000000000000:1", "------------------------------------:1"})
    void refusesAPickThatIsNoRetirementOfThePage(String picked) {
        var refused = given().auth()
                .preemptive()
                .basic("approver", "approver")
                .accept("text/html")
                .formParam("picked", picked)
                .formParam("comment", "all read")
                .post("/approvals");
        refused.then().statusCode(400);
        assertThat(page(refused).text()).contains("no retirement of this page");
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

    @Test
    void linksWhatWasFoundToItsPageInTheConsoleOfAws() {
        var id = atTheDisableGate();
        var key = stage.view(id).members().getFirst().keyArn();
        stage.sql("""
                insert into assessment (id, retirement_id, seq, gate, hash, at, findings)
                values (gen_random_uuid(), '%1$s', 99, 'DISABLE', 'found', now(), '[{"severity": "WARNING", "kind": "DEPENDANTS",
                    "keyArn": "%2$s", "remedy": "Look.", "detail": "DynamoDB tables name it: \
                arn:aws:dynamodb:us-east-1:111122223333:table/orders, \
                arn:aws:dynamodb:us-east-1:111122223333:table/<b>bold</b>&x=. It is archived."}]')
                """.formatted(id, key));
        var links = APPROVER.open("/approvals/" + id).select("a[href^=https://us-east-1.console.aws.amazon.com/]");
        var page = "https://us-east-1.console.aws.amazon.com/dynamodbv2/home?region=us-east-1#table?name=";
        assertThat(links.eachAttr("href")).containsExactly(page + "orders", page + "%3Cb%3Ebold%3C%2Fb%3E%26x%3D");
        assertThat(links.eachText()).last().isEqualTo("arn:aws:dynamodb:us-east-1:111122223333:table/<b>bold</b>&x=");
        ApiWorld.as("viewer")
                .get("/api/v1/retirements/" + id + "/assessment")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.hash == 'found' }.findings[0].resources.consoleUrl",
                        contains(page + "orders", page + "%3Cb%3Ebold%3C%2Fb%3E%26x%3D"));
    }

    private static String lastUse(String path) {
        return VIEWER.open(path).select("section[aria-labelledby=usage-title]").text();
    }
}
