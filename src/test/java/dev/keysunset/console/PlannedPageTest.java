package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.Stage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page answers to whoever has an alert in their hands. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class PlannedPageTest {
    private static final Browser VIEWER = new Browser("viewer");
    private static final Browser APPROVER = new Browser("approver");

    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void tellsWhoApprovedAndByWhichCallsThePlanIsKnown() {
        var id = approved();
        var effect = stage.disableSent(id, "4f1c7d3e-request");
        var answer = VIEWER.open("/planned?keyArn=" + key(id));
        assertThat(answer.select("section.good h2").text()).startsWith("Planned");
        assertThat(answer.text())
                .contains("Approve at DISABLE by approver", "Enabled, Disabled; any other state is not planned");
        assertThat(answer.select("tbody tr").text())
                .contains("DisableKey", "keysunset." + effect, id.toString(), "4f1c7d3e-request");
        assertThat(answer.select("a[href=/retirements/" + id + "]")).hasSize(1);
        assertThat(answer.text()).contains("A planned state is not yet a planned call");
    }

    @Test
    void comparesTheCallerOfARecordThatIsPastedWhole() {
        var id = approved();
        var effect = stage.disableSent(id, "request");
        var answer = pasted(record(key(id).replace("/", "\\/"), "keysunset." + effect));
        assertThat(answer.select("tbody tr").text()).contains("What you asked about");
        assertThat(answer.text()).doesNotContain("Not one of these calls", "not yet a planned call");
    }

    @Test
    void isAsLoudAboutACallUnderAnotherSessionAsAboutAnAttack() {
        var id = approved();
        stage.disableSent(id, "request");
        var stranger = "keysunset." + UUID.randomUUID();
        var answer = pasted(record(key(id), stranger));
        assertThat(answer.select("section.alarm").text()).contains("Not one of these calls", stranger);
    }

    @Test
    void saysThatNobodySubmittedAKey() {
        var answer = VIEWER.open("/planned?keyArn=arn:aws:kms:eu-west-1:111122223333:key/" + UUID.randomUUID());
        assertThat(answer.select("section.alarm").text())
                .startsWith("Not planned")
                .contains("it was not Keysunset");
    }

    @Test
    void asksForAKeyArnWhereTheTextNamesNone() {
        var refused = VIEWER.send(ask(), Map.of("text", "alias/payroll is <b>gone</b>"));
        refused.then().statusCode(400);
        assertThat(page(refused).text()).contains("No key ARN stands in it");
        assertThat(page(refused).select("a.button[href=/planned]")).hasSize(1);
        var many = new StringBuilder();
        for (var i = 0; i < 11; i++) {
            many.append("arn:aws:kms:eu-west-1:111122223333:key/").append(i).append('\n');
        }
        assertThat(page(VIEWER.send(ask(), Map.of("text", many.toString()))).text())
                .contains("It names 11 keys");
    }

    private UUID approved() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        APPROVER.sendAndFollow(
                form(APPROVER.open("/approvals/" + id), "/decide"), Map.of("comment", "the owner agreed"));
        return id;
    }

    private static Element ask() {
        return form(VIEWER.open("/planned"), "/planned/text");
    }

    private static Document pasted(String text) {
        return VIEWER.sendAndFollow(ask(), Map.of("text", text));
    }

    private String key(UUID id) {
        return stage.view(id).members().getFirst().keyArn().toString();
    }

    /** As long as they are, and escaped as scanners do. */
    private static String record(String keyArn, String session) {
        return """
                {"eventName": "DisableKey", "userIdentity": {"type": "AssumedRole",
                  "arn": "arn:aws:sts::111122223333:assumed-role/KeysunsetMember/%s"},
                 "resources": [{"ARN": "%s", "type": "AWS::KMS::Key"}], "padding": "%s"}
                """.formatted(session, keyArn, "x".repeat(4000));
    }
}
