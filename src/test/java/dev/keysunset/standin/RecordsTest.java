package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.trail.TrailBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** What CloudTrail writes down, and for whom. */
class RecordsTest extends TrailFixture {

    @Test
    void recordsAFailedUseAsAWSWritesIt() {
        var key = disabledKey();
        standIn.use(key, ORDERS.through("s3.amazonaws.com", Map.of("aws:s3:arn", "arn:aws:s3:::orders/1.csv")));
        allDelivered();
        var record = records(ACCOUNT, "Decrypt").getFirst();
        assertThat(record.path("errorCode").asText()).isEqualTo("DisabledException");
        assertThat(record.path("errorMessage").asText()).isEqualTo(key + " is disabled.");
        assertThat(record.path("eventTime").asText()).isEqualTo("2026-11-02T09:00:00Z");
        assertThat(record.path("userIdentity").path("arn").asText())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/orders-app/orders-app");
        assertThat(record.path("requestParameters").toString())
                .contains("\"aws:s3:arn\":\"arn:aws:s3:::orders/1.csv\"")
                .doesNotContain("iphertextBlob");
        assertThat(record.path("readOnly").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        s3.amazonaws.com, AWS Internal
        ssm.amazonaws.com, AWS Internal
        secretsmanager.amazonaws.com, secretsmanager.amazonaws.com
        """)
    void namesTheServiceInBetweenUnlessItHides(String service, String shown) {
        standIn.use(key(), ORDERS.through(service, Map.of("a", "b")));
        allDelivered();
        var record = records(ACCOUNT, "Decrypt").getFirst();
        assertThat(record.path("userIdentity").path("invokedBy").asText()).isEqualTo(shown);
        assertThat(record.path("sourceIPAddress").asText()).isEqualTo(shown);
        assertThat(record.path("userAgent").asText()).isEqualTo(shown);
        assertThat(record.has("tlsDetails")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false", "false, false"})
    void leavesOutOfStateFailuresWhatNobodyHasSeen(boolean resources, boolean parameters) {
        standIn.change(TrailBehaviour.RESOURCES_ON_STATE_FAILURES, resources);
        standIn.change(TrailBehaviour.PARAMETERS_ON_STATE_FAILURES, parameters);
        standIn.use(disabledKey(), ORDERS);
        allDelivered();
        var record = records(ACCOUNT, "Decrypt").getFirst();
        assertThat(record.has("resources")).isEqualTo(resources);
        assertThat(record.path("requestParameters").isNull()).isEqualTo(!parameters);
    }

    @Test
    void cutsAnErrorMessageAtOneKilobyte() {
        errorOf(() -> clients.kms(ACCOUNT).describeKey(r -> r.keyId("x".repeat(2000))));
        allDelivered();
        assertThat(records(ACCOUNT, "DescribeKey"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.path("errorMessage").asText()).hasSize(1024));
    }

    @Test
    void tellsBothAccountsOfAUseAcrossThem() {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").policy(KeyPolicies.sharedWith(ACCOUNT, OTHER)));
        standIn.use(key, KeyUse.by("arn:aws:iam::" + OTHER + ":role/etl", "Decrypt"));
        allDelivered();
        var owner = records(ACCOUNT, "Decrypt").getFirst();
        var caller = records(OTHER, "Decrypt").getFirst();
        assertThat(owner.path("sharedEventID")).isEqualTo(caller.path("sharedEventID"));
        assertThat(owner.path("eventID")).isNotEqualTo(caller.path("eventID"));
        assertThat(owner.path("userIdentity").path("type").asText()).isEqualTo("AWSAccount");
        assertThat(owner.path("userIdentity").has("arn")).isFalse();
        assertThat(caller.path("userIdentity").path("type").asText()).isEqualTo("AssumedRole");
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(clients.kms(ACCOUNT)
                        .getKeyLastUsage(r -> r.keyId(key.toString()))
                        .keyLastUsage()
                        .cloudTrailEventId())
                .isEqualTo(owner.path("eventID").asText());
    }

    @Test
    void tellsOfADenialOnlyInTheCallersAccount() {
        standIn.use(key(), KeyUse.by("arn:aws:iam::" + OTHER + ":role/etl", "Encrypt"));
        allDelivered();
        assertThat(records(ACCOUNT, "Encrypt")).isEmpty();
        var denial = records(OTHER, "Encrypt").getFirst();
        assertThat(denial.path("errorCode").asText()).isEqualTo("AccessDenied");
        assertThat(denial.has("resources")).isFalse();
        assertThat(denial.has("sharedEventID")).isFalse();
    }

    @Test
    void recordsTheDeletionAsAnEventOfKmsItself() {
        var key = key();
        clients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key.toString()).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(8).plus(ALL_DELIVERED));
        var deletion = records(ACCOUNT, "DeleteKey").getFirst();
        assertThat(deletion.path("eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(deletion.path("userIdentity").has("type")).isFalse();
        var scheduling = records(ACCOUNT, "ScheduleKeyDeletion").getFirst();
        assertThat(scheduling.path("responseElements").path("deletionDate").asText())
                .isEqualTo("Nov 9, 2026 09:00:00 AM");
        assertThat(scheduling
                        .path("requestParameters")
                        .path("pendingWindowInDays")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void mayComeThroughAVpcEndpoint() {
        standIn.change(TrailBehaviour.VPC_ENDPOINTS, 1.0);
        standIn.use(key(), ORDERS);
        allDelivered();
        assertThat(records(ACCOUNT, "Decrypt").getFirst().path("vpcEndpointId").asText())
                .matches("vpce-[0-9a-f]{17}");
    }

    @Test
    void deliversWithAnAddendumWhatIsLaterThanTheLongestDelay() {
        var key = key();
        standIn.change(TrailBehaviour.DELIVERY_DELAYS, 1.0);
        standIn.use(key, ORDERS);
        allDelivered();
        assertThat(records(ACCOUNT, "Decrypt")).isEmpty();
        standIn.clock().advance(Duration.ofHours(7));
        assertThat(records(ACCOUNT, "Decrypt"))
                .singleElement()
                .satisfies(record -> assertThat(
                                record.path("addendum").path("reason").asText())
                        .isEqualTo("DELIVERY_DELAY"));
        assertThat(logEvents("{ $.addendum.reason = DELIVERY_DELAY }")).isNotEmpty();
    }

    @Test
    void deliversUpToADayLateWhatAnOutageHeldBack() {
        var key = key();
        standIn.change(TrailBehaviour.SERVICE_OUTAGES, 1.0);
        standIn.use(key, ORDERS);
        allDelivered();
        assertThat(records(ACCOUNT, "Decrypt")).isEmpty();
        standIn.clock().advance(Duration.ofDays(1));
        var addendum = records(ACCOUNT, "Decrypt").getFirst().path("addendum");
        assertThat(addendum.path("reason").asText()).isEqualTo("SERVICE_OUTAGE");
        assertThat(addendum.has("originalEventID")).isFalse();
        assertThat(addendum.has("updatedFields")).isFalse();
    }

    @Test
    void listsTheKeyThatWasMadeAndTheAliasThatLeadsToIt() {
        var kms = clients.kms(ACCOUNT);
        var key = kms.createKey().keyMetadata().arn();
        var alias = "arn:aws:kms:us-east-1:" + ACCOUNT + ":alias/app";
        kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key));
        kms.deleteAlias(r -> r.aliasName("alias/app"));
        errorOf(() -> kms.deleteAlias(r -> r.aliasName("alias/app")));
        allDelivered();
        assertThat(listed(records(ACCOUNT, "CreateKey").getFirst())).containsExactly("AWS::KMS::Key " + key);
        assertThat(listed(records(ACCOUNT, "CreateAlias").getFirst()))
                .containsExactly("AWS::KMS::Key " + key, "AWS::KMS::Alias " + alias);
        assertThat(records(ACCOUNT, "DeleteAlias"))
                .extracting(RecordsTest::listed)
                .containsExactlyInAnyOrder(List.of("AWS::KMS::Key " + key, "AWS::KMS::Alias " + alias), List.of());
        assertThat(history(ACCOUNT, LookupAttributeKey.RESOURCE_NAME, key))
                .extracting(Event::eventName)
                .containsExactlyInAnyOrder("CreateKey", "CreateAlias", "DeleteAlias");
    }

    private static List<String> listed(JsonNode record) {
        return StreamSupport.stream(record.path("resources").spliterator(), false)
                .map(resource -> resource.path("type").asText() + " "
                        + resource.path("ARN").asText())
                .toList();
    }

    @Test
    void recordsTheBirthOfAReplicaInItsRegion() {
        var abroad = clients.kms(ACCOUNT, "eu-west-1");
        var id = abroad.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
        var replica = abroad.replicateKey(r -> r.keyId(id).replicaRegion("us-east-1"))
                .replicaKeyMetadata()
                .arn();
        allDelivered();
        var record = records(ACCOUNT, "CreateKey").getFirst();
        assertThat(record.path("eventType").asText()).isEqualTo("AwsApiCall");
        assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(record.path("userIdentity").path("invokedBy").asText()).isEqualTo("kms.amazonaws.com");
        assertThat(record.path("resources").path(0).path("ARN").asText()).isEqualTo(replica);
        var metadata = record.path("responseElements").path("keyMetadata");
        assertThat(metadata.path("arn").asText()).isEqualTo(replica);
        assertThat(metadata.path("keyState").asText()).isEqualTo("Creating");
        assertThat(record.path("requestParameters").has("replicaRegion")).isFalse();
    }

    @Test
    void recordsTheChangeOfAPrimaryInBothRegions() {
        var abroad = clients.kms(ACCOUNT, "eu-west-1");
        var id = abroad.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
        abroad.replicateKey(r -> r.keyId(id).replicaRegion("us-east-1"));
        standIn.clock().advance(Duration.ofMinutes(2));
        abroad.updatePrimaryRegion(r -> r.keyId(id).primaryRegion("us-east-1"));
        allDelivered();
        var record = records(ACCOUNT, "UpdatePrimaryRegion").getFirst();
        assertThat(record.path("requestParameters").path("keyId").asText())
                .isEqualTo("arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + id);
    }

    @Test
    void tellsWhichMaterialARotationReplaced() {
        var key = key();
        var kms = clients.kms(ACCOUNT);
        var before = kms.describeKey(r -> r.keyId(key.toString())).keyMetadata().currentKeyMaterialId();
        kms.rotateKeyOnDemand(r -> r.keyId(key.toString()));
        standIn.clock().advance(Duration.ofMinutes(5).plus(ALL_DELIVERED));
        var record = records(ACCOUNT, "RotateKey").getFirst();
        assertThat(record.path("eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(record.path("resources").path(0).path("ARN").asText()).isEqualTo(key.toString());
        assertThat(record.path("responseElements").isNull()).isTrue();
        var details = record.path("serviceEventDetails");
        assertThat(details.path("rotationType").asText()).isEqualTo("ON_DEMAND");
        assertThat(details.path("previousKeyMaterialId").asText()).isEqualTo(before);
        assertThat(details.path("currentKeyMaterialId").asText())
                .isEqualTo(kms.describeKey(r -> r.keyId(key.toString()))
                        .keyMetadata()
                        .currentKeyMaterialId());
        assertThat(details.path("keyId").asText()).isEqualTo(key.id());
    }

    @Test
    void bringsWhatWasMissingInASecondRecord() {
        var key = key();
        standIn.change(TrailBehaviour.UPDATED_DATA, 1.0);
        standIn.use(key, ORDERS);
        standIn.clock().advance(Duration.ofHours(3));
        var records = records(ACCOUNT, "Decrypt");
        assertThat(records).hasSize(2);
        var original = only(records, false);
        var correction = only(records, true);
        assertThat(original.has("resources")).isFalse();
        assertThat(correction.path("resources").path(0).path("ARN").asText()).isEqualTo(key.toString());
        assertThat(correction.path("eventID")).isNotEqualTo(original.path("eventID"));
        var addendum = correction.path("addendum");
        assertThat(addendum.path("reason").asText()).isEqualTo("UPDATED_DATA");
        assertThat(addendum.path("updatedFields").asText()).isEqualTo("resources");
        assertThat(addendum.path("originalEventID")).isEqualTo(original.path("eventID"));
        assertThat(addendum.path("originalRequestID")).isEqualTo(original.path("requestID"));
    }

    private static JsonNode only(Iterable<JsonNode> records, boolean withAddendum) {
        for (var record : records) {
            if (record.has("addendum") == withAddendum) {
                return record;
            }
        }
        throw new AssertionError("No such record among " + records);
    }
}
