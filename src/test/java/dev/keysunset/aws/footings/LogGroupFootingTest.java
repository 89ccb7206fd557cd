package dev.keysunset.aws.footings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.Administrator;
import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Effect;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Feed.Kind;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Place;
import dev.keysunset.standin.fault.FaultKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Every way in which polls of a log group stay green while nothing arrives in it. */
class LogGroupFootingTest extends AwsFixture {
    private static final Feed LOGS = new Feed(PLACE, Kind.LOGS);
    private static final String TRAIL = "management";
    private static final String GROUP = "/aws/cloudtrail/management";
    private static final String ACCOUNT = "keysunset.aws.accounts.111122223333.";

    private CloudTrailClient trails;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void administrator() {
        var administrator = new Administrator(standIn, PLACE);
        trails = administrator.trails();
        logs = administrator.logs();
    }

    @AfterEach
    void close() {
        trails.close();
        logs.close();
    }

    @Test
    void findsNothingAgainstATrailThatRecordsAll() {
        var footing = footing();
        assertThat(footing.objections()).isEmpty();
        assertThat(footing.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(footing.grounds())
                .extracting(Footing.Ground::name)
                .containsExactly(
                        "log group " + GROUP + " in " + PLACE,
                        "trail arn:aws:cloudtrail:us-east-1:111122223333:trail/" + TRAIL);
        assertThat(footing().fingerprint()).isEqualTo(footing.fingerprint());
    }

    @Test
    void standsOnNothingInTheEventHistory() {
        var footing = room.feeds().footing(new Feed(PLACE, Kind.LOOKUP)).found().orElseThrow();
        assertThat(footing.sound()).isTrue();
        assertThat(footing.grounds()).isEmpty();
        assertThat(footing.retention()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void objectsToAStoppedTrailAndTrustsNothingThatWasEarnedBeforeItWasStartedAgain() {
        var before = footing().fingerprint();
        trails.stopLogging(request -> request.name(TRAIL));
        assertThat(footing().objections())
                .singleElement()
                .asString()
                .contains(TRAIL, "is stopped", "start its logging");
        standIn.clock().advance(Duration.ofMinutes(5));
        trails.startLogging(request -> request.name(TRAIL));
        assertThat(footing().objections()).isEmpty();
        assertThat(footing().fingerprint()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource
    void objectsToATrailThatLeavesOut(String what, Consumer<PutEventSelectorsRequest.Builder> selectors) {
        var before = footing().fingerprint();
        trails.putEventSelectors(request -> request.trailName(TRAIL).applyMutation(selectors));
        var footing = footing();
        assertThat(footing.objections()).singleElement().asString().contains(what, "event selectors");
        assertThat(footing.fingerprint()).isNotEqualTo(before);
    }

    static Stream<Arguments> objectsToATrailThatLeavesOut() {
        var management = field(field -> field.field("eventCategory").equalsValue("Management"));
        return Stream.of(
                basic("leaves out the events of kms", s -> s.excludeManagementEventSources("kms.amazonaws.com")),
                basic("writes only", s -> s.readWriteType(ReadWriteType.WRITE_ONLY)),
                basic("reads only", s -> s.readWriteType(ReadWriteType.READ_ONLY)),
                basic("no management events", s -> s.includeManagementEvents(false)),
                advanced(
                        "leaves out the events of kms",
                        management,
                        field(f -> f.field("eventSource").notEquals("rdsdata.amazonaws.com", "kms.amazonaws.com"))),
                advanced(
                        "leaves out the events of kms",
                        management,
                        field(f -> f.field("eventSource").startsWith("s3."))),
                advanced(
                        "writes only",
                        management,
                        field(f -> f.field("readOnly").equalsValue("false"))),
                advanced(
                        "reads only", management, field(f -> f.field("readOnly").notEquals("false"))),
                advanced(
                        "no management events",
                        field(f -> f.field("eventCategory").equalsValue("Data"))));
    }

    @Test
    void takesSeveralSelectorsTogether() {
        var management = field(f -> f.field("eventCategory").equalsValue("Management"));
        trails.putEventSelectors(request -> request.trailName(TRAIL)
                .advancedEventSelectors(
                        selector(management, field(f -> f.field("readOnly").equalsValue("true"))),
                        selector(management, field(f -> f.field("readOnly").equalsValue("false")))));
        assertThat(footing().objections()).isEmpty();
    }

    @Test
    void objectsToAGroupThatDoesNotExist() {
        assertThat(footing(Map.of(ACCOUNT + "log-group-name", "/aws/cloudtrail"))
                        .objections())
                .singleElement()
                .asString()
                .contains("/aws/cloudtrail does not exist", "log-group-name");
    }

    @Test
    void objectsToAGroupThatNoTrailFillsAndSaysWhereTheyDeliver() {
        logs.createLogGroup(request -> request.logGroupName("/empty"));
        assertThat(footing(Map.of(ACCOUNT + "log-group-name", "/empty")).objections())
                .singleElement()
                .asString()
                .contains(
                        "no trail delivers to the log group /empty", "delivers to arn:aws:logs:us-east-1:111122223333")
                .contains("999900001111:log-group:/aws/cloudtrail/organization", "log-group-account-id");
    }

    @Test
    void objectsToADeletedGroupAndForgetsWhatAFormerGroupOfThatNameHeld() {
        var before = footing().fingerprint();
        logs.deleteLogGroup(request -> request.logGroupName(GROUP));
        assertThat(footing().objections()).singleElement().asString().contains("does not exist");
        standIn.clock().advance(Duration.ofMinutes(1));
        logs.createLogGroup(request -> request.logGroupName(GROUP));
        assertThat(footing().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void objectsToATrailThatCannotDeliver() {
        var key = key();
        logs.associateKmsKey(request -> request.logGroupName(GROUP).kmsKeyId(key.toString()));
        assertThat(footing().grounds())
                .filteredOn(ground -> ground.name().startsWith("log group"))
                .extracting(ground -> ground.encryptedWith().orElseThrow())
                .containsExactly(key);
        room.keys().perform(RETIREMENT, fenced(new Effect.DisableKey(key), START.plusSeconds(30)), Optional.empty());
        standIn.clock().advance(Duration.ofMinutes(20));
        assertThat(footing().objections())
                .singleElement()
                .asString()
                .contains("cannot deliver to the log group", key.toString());
    }

    @Test
    void namesTheKeyOfATrail() {
        var key = key();
        trails.updateTrail(request -> request.name(TRAIL).kmsKeyId(key.toString()));
        assertThat(footing().grounds())
                .filteredOn(ground -> ground.name().startsWith("trail"))
                .extracting(ground -> ground.encryptedWith().orElseThrow())
                .containsExactly(key);
    }

    @Test
    void tellsTheRetentionOfTheGroup() {
        logs.putRetentionPolicy(request -> request.logGroupName(GROUP).retentionInDays(7));
        assertThat(footing().retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void knowsATrailThatWasMadeAgainUnderAnotherName() {
        var before = footing();
        trails.deleteTrail(request -> request.name(TRAIL));
        assertThat(footing().objections()).singleElement().asString().contains("no trail delivers");
        made("another");
        assertThat(footing().objections()).isEmpty();
        assertThat(footing().fingerprint()).isNotEqualTo(before.fingerprint());
    }

    @Test
    void doesNotMindWhatBecomesOfASecondTrail() {
        var before = footing().fingerprint();
        standIn.clock().advance(Duration.ofMinutes(1));
        made("second");
        assertThat(footing().fingerprint()).isEqualTo(before);
        trails.stopLogging(request -> request.name("second"));
        assertThat(footing().objections()).isEmpty();
        assertThat(footing().fingerprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTrails", "GetTrailStatus", "GetEventSelectors", "DescribeLogGroups"})
    void callsAFootingUnreadableThatItMayNotRead(String action) {
        fault(FaultKind.ACCESS_DENIED, action);
        var unreadable = room.feeds().footing(LOGS).unreadable().orElseThrow();
        assertThat(unreadable.denied()).isTrue();
        assertThat(unreadable.call()).contains(":" + action + " in " + PLACE);
    }

    @Test
    void readsOneGroupForAllRegionsOfAnAccount() {
        var regions = Map.of(ACCOUNT + "regions", "us-east-1,eu-west-1", ACCOUNT + "log-group-region", "us-east-1");
        var feeds = room(regions).feeds();
        assertThat(feeds.feeds())
                .filteredOn(feed ->
                        feed.kind() == Kind.LOGS && feed.place().accountId().equals(PLACE.accountId()))
                .containsExactly(LOGS);
        assertThat(feeds.reach(LOGS)).containsExactly(new Place(PLACE.accountId(), "eu-west-1"), PLACE);
        assertThat(footing(regions).objections())
                .singleElement()
                .asString()
                .contains("records 111122223333/eu-west-1", "let one reach it");
        trails.updateTrail(request -> request.name(TRAIL).isMultiRegionTrail(true));
        assertThat(footing(regions).objections()).isEmpty();
    }

    @Test
    void readsOneGroupForTheWholeOrganisation() {
        var audit = new Place("999900001111", "us-east-1");
        var feed = new Feed(audit, Kind.LOGS);
        var feeds = room(organisation()).feeds();
        assertThat(feeds.feeds()).filteredOn(each -> each.kind() == Kind.LOGS).containsExactly(feed);
        assertThat(feeds.reach(feed)).containsExactly(PLACE, ELSEWHERE);
        assertThat(feeds.footing(feed).found().orElseThrow()).satisfies(footing -> {
            assertThat(footing.objections()).isEmpty();
            assertThat(footing.retention()).isEqualTo(Footing.FOR_EVER);
        });
        try (var theirs = new Administrator(standIn, audit).trails()) {
            theirs.stopLogging(request -> request.name("organization"));
        }
        assertThat(feeds.footing(feed).found().orElseThrow().objections())
                .singleElement()
                .asString()
                .contains("trail/organization is stopped");
    }

    private static Map<String, String> organisation() {
        var settings = new HashMap<String, String>();
        settings.put("keysunset.aws.accounts.999900001111.name", "audit");
        settings.put("keysunset.aws.accounts.999900001111.external-id", "keysunset-demo");
        for (var place : List.of(PLACE, ELSEWHERE)) {
            var account = "keysunset.aws.accounts." + place.accountId() + ".";
            settings.put(account + "log-group-name", "/aws/cloudtrail/organization");
            settings.put(account + "log-group-region", "us-east-1");
            settings.put(account + "log-group-account-id", "999900001111");
        }
        return settings;
    }

    private void made(String name) {
        trails.createTrail(request -> request.name(name)
                .s3BucketName("bucket")
                .cloudWatchLogsLogGroupArn("arn:aws:logs:us-east-1:111122223333:log-group:" + GROUP + ":*")
                .cloudWatchLogsRoleArn("arn:aws:iam::111122223333:role/logs"));
        trails.startLogging(request -> request.name(name));
    }

    private Footing footing() {
        return footing(Map.of());
    }

    private Footing footing(Map<String, String> changes) {
        var reading = (changes.isEmpty() ? room : room(changes)).feeds().footing(LOGS);
        return reading.found().orElseThrow(() -> new AssertionError(reading.unreadable()));
    }

    private static Arguments basic(String what, Consumer<EventSelector.Builder> selector) {
        Consumer<PutEventSelectorsRequest.Builder> request = r ->
                r.eventSelectors(EventSelector.builder().applyMutation(selector).build());
        return Arguments.of(what, request);
    }

    private static Arguments advanced(String what, AdvancedFieldSelector... fields) {
        Consumer<PutEventSelectorsRequest.Builder> request = r -> r.advancedEventSelectors(selector(fields));
        return Arguments.of(what, request);
    }

    private static AdvancedEventSelector selector(AdvancedFieldSelector... fields) {
        return AdvancedEventSelector.builder().fieldSelectors(fields).build();
    }

    private static AdvancedFieldSelector field(Consumer<AdvancedFieldSelector.Builder> field) {
        return AdvancedFieldSelector.builder().applyMutation(field).build();
    }
}
