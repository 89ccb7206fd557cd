package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.PackedText;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** Trails: made, changed, stopped and misled, and what then becomes of the records. */
class TrailsTest extends TrailFixture {
    private static final String TRAIL = "management";
    private static final String ORGANIZATION = "999900001111";
    private static final String ORGANIZATION_TRAIL = "arn:aws:cloudtrail:us-east-1:999900001111:trail/organization";

    private CloudTrailClient trail() {
        return clients.cloudTrail(ACCOUNT);
    }

    @Test
    void deliversNothingToTheLogGroupOfAStoppedTrail() {
        trail().stopLogging(r -> r.name(TRAIL));
        standIn.use(key(), ORDERS);
        allDelivered();
        assertThat(logEvents("{ $.eventName = Decrypt }")).isEmpty();
        assertThat(records(ACCOUNT, "Decrypt")).hasSize(1);
        var status = trail().getTrailStatus(r -> r.name(TRAIL));
        assertThat(status.isLogging()).isFalse();
        assertThat(status.stopLoggingTime()).isEqualTo(START);
        trail().startLogging(r -> r.name(TRAIL));
        assertThat(trail().getTrailStatus(r -> r.name(TRAIL)).isLogging()).isTrue();
    }

    @Test
    void recordsInTheHistoryThatItWasStopped() {
        trail().stopLogging(r -> r.name(TRAIL));
        allDelivered();
        assertThat(history(ACCOUNT, LookupAttributeKey.RESOURCE_NAME, arn(TRAIL)))
                .singleElement()
                .satisfies(event -> assertThat(event.eventName()).isEqualTo("StopLogging"));
    }

    @Test
    void canBeSwitchedFromOutside() {
        standIn.switchTrailLogging(PLACE, false);
        assertThat(trail().getTrailStatus(r -> r.name(TRAIL)).isLogging()).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void logsWhatItsSelectorsInclude(
            boolean reads, boolean writes, Consumer<PutEventSelectorsRequest.Builder> selectors) {
        trail().putEventSelectors(r -> r.trailName(TRAIL).applyMutation(selectors));
        allDelivered();
        standIn.use(disabledKey(), ORDERS);
        allDelivered();
        assertThat(!logEvents("{ $.eventName = Decrypt }").isEmpty()).isEqualTo(reads);
        assertThat(!logEvents("{ $.eventName = DisableKey }").isEmpty()).isEqualTo(writes);
        assertThat(records(ACCOUNT, "Decrypt")).isNotEmpty();
        assertThat(trail().describeTrails().trailList().getFirst().hasCustomEventSelectors())
                .isEqualTo(!(reads && writes));
    }

    static Stream<Arguments> logsWhatItsSelectorsInclude() {
        var management = field(f -> f.field("eventCategory").equalsValue("Management"));
        return Stream.of(
                basic(true, true, s -> s.readWriteType(ReadWriteType.ALL).includeManagementEvents(true)),
                basic(true, false, s -> s.readWriteType(ReadWriteType.READ_ONLY)),
                basic(false, true, s -> s.readWriteType(ReadWriteType.WRITE_ONLY)),
                basic(false, false, s -> s.includeManagementEvents(false)),
                basic(false, false, s -> s.excludeManagementEventSources("kms.amazonaws.com")),
                advanced(false, true, management, field(f -> f.field("readOnly").equalsValue("false"))),
                advanced(
                        false,
                        false,
                        management,
                        field(f -> f.field("eventSource").notEquals("kms.amazonaws.com"))),
                advanced(
                        true,
                        false,
                        management,
                        field(f -> f.field("eventSource").startsWith("kms.")),
                        field(f -> f.field("readOnly").notEquals("false"))),
                advanced(false, false, field(f -> f.field("eventCategory").equalsValue("Data"))));
    }

    private static Arguments basic(boolean reads, boolean writes, Consumer<EventSelector.Builder> selector) {
        Consumer<PutEventSelectorsRequest.Builder> request = r -> r.eventSelectors(
                List.of(EventSelector.builder().applyMutation(selector).build()));
        return Arguments.of(reads, writes, request);
    }

    private static Arguments advanced(boolean reads, boolean writes, AdvancedFieldSelector... fields) {
        Consumer<PutEventSelectorsRequest.Builder> request = r -> r.advancedEventSelectors(
                List.of(AdvancedEventSelector.builder().fieldSelectors(fields).build()));
        return Arguments.of(reads, writes, request);
    }

    private static AdvancedFieldSelector field(Consumer<AdvancedFieldSelector.Builder> field) {
        return AdvancedFieldSelector.builder().applyMutation(field).build();
    }

    @Test
    void tellsItsSelectors() {
        assertThat(trail().getEventSelectors(r -> r.trailName(TRAIL)).eventSelectors())
                .singleElement()
                .satisfies(selector -> assertThat(selector.readWriteType()).isEqualTo(ReadWriteType.ALL));
    }

    @Test
    void refusesSelectorsWithoutACategory() {
        var lonely = AdvancedEventSelector.builder()
                .fieldSelectors(field(f -> f.field("readOnly").equalsValue("false")))
                .build();
        assertThat(errorOf(() -> trail().putEventSelectors(
                                        r -> r.trailName(TRAIL).advancedEventSelectors(List.of(lonely))))
                        .errorCode())
                .isEqualTo("InvalidEventSelectorsException");
    }

    @Test
    void logsOnlyAfterItHasBeenStarted() {
        clients.logs(ACCOUNT).createLogGroup(r -> r.logGroupName("mine"));
        trail().createTrail(r -> r.name("mine")
                .s3BucketName("bucket")
                .isMultiRegionTrail(true)
                .cloudWatchLogsLogGroupArn("arn:aws:logs:us-east-1:" + ACCOUNT + ":log-group:mine:*")
                .cloudWatchLogsRoleArn("arn:aws:iam::" + ACCOUNT + ":role/logs"));
        useElsewhere();
        assertThat(logEvents(ACCOUNT, r -> r.logGroupName("mine"))).isEmpty();
        trail().startLogging(r -> r.name("mine"));
        useElsewhere();
        assertThat(logEvents(ACCOUNT, r -> r.logGroupName("mine").filterPattern("{ $.awsRegion = eu-west-1 }")))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.logStreamName()).isEqualTo(ACCOUNT + "_CloudTrail_eu-west-1"));
        trail().updateTrail(r -> r.name("mine").isMultiRegionTrail(false));
        trail().deleteTrail(r -> r.name("mine"));
        assertThat(errorOf(() -> trail().getTrail(r -> r.name("mine"))).errorCode())
                .isEqualTo("TrailNotFoundException");
    }

    private void useElsewhere() {
        var elsewhere = standIn.fleet().createKey(KeyPlan.in(new Place(ACCOUNT, "eu-west-1"), ""));
        standIn.use(elsewhere, ORDERS);
        allDelivered();
    }

    @Test
    void gathersAllAccountsAndRegionsInTheOrganisationsGroup() {
        useElsewhere();
        standIn.use(
                standIn.fleet().createKey(KeyPlan.in(new Place(OTHER, "us-east-1"), "")),
                KeyUse.by("arn:aws:iam::" + OTHER + ":role/etl", "Decrypt"));
        allDelivered();
        var events = logEvents(
                ORGANIZATION,
                r -> r.logGroupName("/aws/cloudtrail/organization").filterPattern("{ $.eventName = Decrypt }"));
        assertThat(events.stream().map(event -> event.logStreamName()).distinct())
                .containsExactlyInAnyOrder(
                        "o-aabbccddee_111122223333_CloudTrail_eu-west-1",
                        "o-aabbccddee_444455556666_CloudTrail_us-east-1");
    }

    @Test
    void showsTheOrganisationsTrailToMembersWhoCannotChangeIt() {
        assertThat(trail().describeTrails().trailList().stream().map(Trail::trailARN))
                .containsExactly(arn(TRAIL), ORGANIZATION_TRAIL);
        assertThat(trail().describeTrails(r -> r.includeShadowTrails(false)).trailList())
                .hasSize(1);
        assertThat(trail().listTrails(r -> {}).trails()).hasSize(2);
        assertThat(trail().getTrailStatus(r -> r.name(ORGANIZATION_TRAIL)).isLogging())
                .isTrue();
        assertThat(errorOf(() -> trail().stopLogging(r -> r.name(ORGANIZATION_TRAIL)))
                        .errorCode())
                .isEqualTo("NotOrganizationMasterAccountException");
        clients.cloudTrail(ORGANIZATION).stopLogging(r -> r.name("organization"));
        assertThat(trail().getTrailStatus(r -> r.name(ORGANIZATION_TRAIL)).isLogging())
                .isFalse();
    }

    @Test
    void tellsWhenItDeliveredAndWhyItCouldNot() {
        var key = key();
        trail().updateTrail(r -> r.name(TRAIL).kmsKeyId(key.toString()));
        clients.logs(ACCOUNT).associateKmsKey(r -> r.logGroupName(GROUP).kmsKeyId(key.toString()));
        allDelivered();
        var before = trail().getTrailStatus(r -> r.name(TRAIL));
        assertThat(before.latestDeliveryTime()).isAfter(START);
        assertThat(before.latestCloudWatchLogsDeliveryTime()).isAfter(START);
        assertThat(before.latestCloudWatchLogsDeliveryError()).isNull();
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        standIn.use(key, ORDERS);
        allDelivered();
        var status = trail().getTrailStatus(r -> r.name(TRAIL));
        assertThat(status.latestDeliveryError()).contains(key + " is disabled.");
        assertThat(status.latestCloudWatchLogsDeliveryError()).contains(key + " is disabled.");
        assertThat(status.latestCloudWatchLogsDeliveryTime()).isEqualTo(before.latestCloudWatchLogsDeliveryTime());
        clients.kms(ACCOUNT).enableKey(r -> r.keyId(key.toString()));
        allDelivered();
        assertThat(logEvents("{ $.eventName = Decrypt }")).isEmpty();
        assertThat(logEvents("{ $.eventName = EnableKey }")).isNotEmpty();
    }

    @Test
    void cannotDeliverToAGroupThatIsGone() {
        clients.logs(ACCOUNT).deleteLogGroup(r -> r.logGroupName(GROUP));
        allDelivered();
        assertThat(trail().getTrailStatus(r -> r.name(TRAIL)).latestCloudWatchLogsDeliveryError())
                .contains("does not exist");
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String code, Consumer<CloudTrailClient> call) {
        assertThat(errorOf(() -> call.accept(trail())).errorCode()).isEqualTo(code);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                refusal("TrailNotFoundException", t -> t.stopLogging(r -> r.name("absent"))),
                refusal(
                        "TrailAlreadyExistsException",
                        t -> t.createTrail(r -> r.name(TRAIL).s3BucketName("b"))),
                refusal(
                        "InvalidTrailNameException",
                        t -> t.createTrail(r -> r.name("-x-").s3BucketName("b"))),
                refusal(
                        "NotOrganizationMasterAccountException",
                        t -> t.createTrail(r -> r.name("all").s3BucketName("b").isOrganizationTrail(true))),
                refusal(
                        "InvalidCloudWatchLogsLogGroupArnException",
                        t -> t.updateTrail(r -> r.name(TRAIL).cloudWatchLogsLogGroupArn("arn:aws:logs:x"))),
                refusal(
                        "KmsException",
                        t -> t.updateTrail(r -> r.name(TRAIL).kmsKeyId("arn:aws:kms:us-east-1:111122223333:key/1"))),
                refusal("MaximumNumberOfTrailsExceededException", TrailsTest::createFive));
    }

    private static void createFive(CloudTrailClient trail) {
        for (int i = 0; i < 5; i++) {
            var name = "trail-" + i;
            trail.createTrail(r -> r.name(name).s3BucketName("b"));
        }
    }

    private static Arguments refusal(String code, Consumer<CloudTrailClient> call) {
        return Arguments.of(code, call);
    }

    @Test
    void packsARecordToAQuarter() {
        standIn.use(key(), ORDERS);
        standIn.clock().advance(Duration.ofHours(1));
        var text = history(ACCOUNT).getFirst().cloudTrailEvent();
        assertThat(PackedText.of(text).packedLength()).isLessThan(text.length() / 4);
    }

    private static String arn(String name) {
        return "arn:aws:cloudtrail:us-east-1:" + ACCOUNT + ":trail/" + name;
    }
}
