package dev.keysunset.guardrails;

import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.outsider;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.keysunset.aws.Administrator;
import dev.keysunset.inventory.ScanWorld;
import dev.keysunset.standin.fault.FaultKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What becomes of the one call that adds a guardrail: added, refused, or not known until it cannot arrive any more. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class GuardrailCallTest extends GuardrailStage {
    @Test
    void addsItOnAnotherPersonsApprovalByOneCallUnderASessionOfItsOwn() {
        var key = key();
        var before = policy(key);
        var id = proposed(key, 90);

        approve(id)
                .statusCode(200)
                .body("state", equalTo("ADDED"))
                .body("history.kind", contains("PROPOSED", "APPROVED", "ADDED"))
                .body("history.by", contains("submitter", "approver", "keysunset"))
                .body("history[1].words", equalTo("agreed with the owner"))
                .body("history[2].words", containsString("Read again, the policy has it."));

        assertThat(policy(key)).contains("KeysunsetGuardrail90Days").contains("Enable IAM User Permissions");
        assertThat(calls(key)).isEqualTo(1);
        assertThat(standIn().calls())
                .anyMatch(call -> call.session().equals(Optional.of("keysunset-guardrail." + id))
                        && call.action().equals("PutKeyPolicy"));
        as("viewer")
                .get("/api/v1/guardrails/" + id + "/policy-before")
                .then()
                .statusCode(200)
                .body(equalTo(before));
        as("viewer")
                .get("/api/v1/guardrails/" + id)
                .then()
                .body("restore.command", startsWith("aws kms put-key-policy --region us-east-1 --key-id " + key))
                .body("restore.policy", endsWith(id + "/policy-before"));
    }

    @Test
    void makesAwsRefuseEverybodyUntilTheKeyWasUnusedForSoLong() {
        var key = put(plan(PLACE, "").lastUsed(Duration.ofDays(5)));
        approve(proposed(key, 7)).body("state", equalTo("ADDED"));

        try (var kms = outsider(PLACE)) {
            assertThatThrownBy(() -> kms.disableKey(request -> request.keyId(key.toString())))
                    .isInstanceOf(KmsException.class)
                    .hasMessageContaining("explicit deny");
            standIn().clock().advance(Duration.ofDays(2));
            kms.disableKey(request -> request.keyId(key.toString()));
        }
    }

    @Test
    void isTheRecordInCloudTrailOfWhoseProposalItWas() {
        var key = key();
        var id = proposed(key, 90);
        approve(id).body("state", equalTo("ADDED"));
        standIn().clock().advance(Duration.ofMinutes(30));

        try (var trails = new Administrator(standIn(), PLACE).trails()) {
            var byName = LookupAttribute.builder()
                    .attributeKey(LookupAttributeKey.EVENT_NAME)
                    .attributeValue("PutKeyPolicy")
                    .build();
            var records = trails.lookupEvents(request -> request.lookupAttributes(byName))
                    .events();
            assertThat(records.stream().map(Event::cloudTrailEvent).filter(record -> record.contains(id)))
                    .singleElement()
                    .asString()
                    .contains("keysunset-guardrail." + id, key.toString());
        }
    }

    @Test
    void tellsWhatIsMissingWhereAwsDenies() {
        var key = key();
        var id = proposed(key, 90);
        fault(FaultKind.ACCESS_DENIED, "PutKeyPolicy", key);

        approve(id)
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("history[2].kind", equalTo("REFUSED"))
                .body("history[2].words", containsString("AccessDenied"))
                .body("history[2].words", containsString("kms:PutKeyPolicy"));
        assertThat(policy(key)).doesNotContain("Keysunset");
        tick.look();
        read(id).body("state", equalTo("REFUSED"));
    }

    @Test
    void looksUpWhatBecameOfACallWhoseAnswerWasLost() {
        var key = key();
        var id = proposed(key, 90);
        fault(FaultKind.LOST_ANSWER, "PutKeyPolicy", key);

        approve(id).body("state", equalTo("ADDED")).body("history.kind", hasItems("UNKNOWN", "ADDED"));
        assertThat(calls(key)).isEqualTo(1);
    }

    @Test
    void doesNotSayThatNothingWasAddedBeforeTheCallCannotArriveAnyMore() {
        var key = key();
        var id = proposed(key, 90);
        fault(FaultKind.RESET, "PutKeyPolicy", key);

        approve(id).body("state", equalTo("UNKNOWN"));
        propose(key, 30).statusCode(409).body("type", endsWith("guardrail-under-way"));
        standIn().clock().advance(Duration.ofMinutes(5));
        tick.look();
        read(id).body("state", equalTo("UNKNOWN"));
        standIn().clock().advance(Duration.ofMinutes(15));
        tick.look();
        tick.look();
        read(id).body("state", equalTo("NOT_ADDED"))
                .body("history.kind", contains("PROPOSED", "APPROVED", "UNKNOWN", "NOT_ADDED"));
    }
}
