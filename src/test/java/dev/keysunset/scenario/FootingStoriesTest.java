package dev.keysunset.scenario;

import static dev.keysunset.Story.story;
import static dev.keysunset.scenario.StillWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.Administrator;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * What the watch stands on, taken away in every way that leaves the polls green. Each story has an account of its own, and they
 * share their days, except where the service is down.
 */
@QuarkusTest
@TestProfile(StillWorld.Profile.class)
class FootingStoriesTest {
    private static final String TRAIL = "management";
    private static final String GROUP = "/aws/cloudtrail/management";

    private static final String OPEN_TO_ALL = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"}]}
        """;

    @Inject
    StillWorld.Hands hands;

    private final Queue<Journey> begun = new ConcurrentLinkedQueue<>();

    /** What is over need not be watched while others are told. */
    @AfterEach
    void callOff() {
        begun.forEach(journey -> journey.order("olga", "rollback"));
        hands.settle();
    }

    @TestFactory
    Stream<DynamicTest> seesWhatItStandsOn() {
        return hands.tell(
                story(
                        "provesNothingWhileTheTrailIsStoppedAndBeginsAnewAfterIt",
                        this::provesNothingWhileTheTrailIsStoppedAndBeginsAnewAfterIt),
                story(
                        "earnsItsCoverageAnewWhenTheTrailIsMadeAgainUnderAnotherName",
                        this::earnsItsCoverageAnewWhenTheTrailIsMadeAgainUnderAnotherName),
                story(
                        "disablesNothingThatAnExcludingTrailWouldHide",
                        this::disablesNothingThatAnExcludingTrailWouldHide),
                story(
                        "refusesTheKeyThatItsOwnLogGroupIsEncryptedWith",
                        this::refusesTheKeyThatItsOwnLogGroupIsEncryptedWith),
                story(
                        "refusesAWindowThatNoFeedCanReadAgainAtItsEnd",
                        this::refusesAWindowThatNoFeedCanReadAgainAtItsEnd),
                story("sweepsThroughTheFeedThatStillHoldsTheWindow", this::sweepsThroughTheFeedThatStillHoldsTheWindow),
                story(
                        "earnsNothingWhileItMayNotLookAndStillRollsBack",
                        this::earnsNothingWhileItMayNotLookAndStillRollsBack));
    }

    void provesNothingWhileTheTrailIsStoppedAndBeginsAnewAfterIt() {
        var place = place("200000000001");
        var journey = observing(place);
        hands.pass(Duration.ofHours(6));
        trails(place, trails -> trails.stopLogging(request -> request.name(TRAIL)));
        hands.passUntil(() -> journey.attention().contains("WATCH_THREATENED"), Duration.ofHours(4));
        assertThat(journey.attention()).contains("WATCH_THREATENED");
        assertThat(detail(journey)).contains("is stopped: start its logging");

        hands.pass(Duration.ofDays(1));
        assertThat(journey.state()).isEqualTo("OBSERVING");
        assertThat(journey.attention()).contains("WATCH_GAP");
        assertThat(verdict(journey)).isEqualTo("UNPROVEN");

        trails(place, trails -> trails.startLogging(request -> request.name(TRAIL)));
        var mended = standIn().clock().now();
        hands.pass(Duration.ofHours(8));
        assertThat(opensAt(journey)).isAfterOrEqualTo(mended);
        assertThat(causes(journey)).contains("GAP_BEYOND_REPAIR");

        hands.pass(Duration.ofHours(42));
        assertThat(journey.state()).isEqualTo("AWAITING_DELETION_APPROVAL");
    }

    void earnsItsCoverageAnewWhenTheTrailIsMadeAgainUnderAnotherName() {
        var place = place("200000000002");
        var journey = observing(place);
        hands.pass(Duration.ofHours(6));
        trails(place, trails -> {
            trails.deleteTrail(request -> request.name(TRAIL));
            trails.createTrail(request -> request.name("another")
                    .s3BucketName("bucket")
                    .cloudWatchLogsLogGroupArn(
                            "arn:aws:logs:us-east-1:" + place.account() + ":log-group:" + GROUP + ":*")
                    .cloudWatchLogsRoleArn("arn:aws:iam::" + place.account() + ":role/logs"));
            trails.startLogging(request -> request.name("another"));
        });
        var changed = standIn().clock().now();
        hands.pass(Duration.ofHours(9));
        assertThat(opensAt(journey)).isAfterOrEqualTo(changed);
        assertThat(causes(journey)).contains("GAP_BEYOND_REPAIR").doesNotContain("WINDOW_OPENED");
        hands.pass(Duration.ofHours(42));
        assertThat(journey.state()).isEqualTo("AWAITING_DELETION_APPROVAL");
    }

    void disablesNothingThatAnExcludingTrailWouldHide() {
        var place = place("200000000003");
        trails(
                place,
                trails -> trails.putEventSelectors(request -> request.trailName(TRAIL)
                        .eventSelectors(EventSelector.builder()
                                .excludeManagementEventSources("kms.amazonaws.com")
                                .build())));
        hands.pass(Duration.ofHours(4));
        var journey = Journey.of(key(place));
        hands.pass(Duration.ofHours(2));
        assertThat(journey.state()).isEqualTo("SUBMITTED");
        assertThat(detail(journey)).contains("could not see", "leaves out the events of kms.amazonaws.com");

        trails(
                place,
                trails -> trails.putEventSelectors(request -> request.trailName(TRAIL)
                        .eventSelectors(EventSelector.builder().build())));
        hands.pass(Duration.ofHours(3));
        assertThat(journey.state()).isEqualTo("AWAITING_DISABLE_APPROVAL");
    }

    void refusesTheKeyThatItsOwnLogGroupIsEncryptedWith() {
        var place = place("200000000004");
        var key = key(place);
        logs(
                place,
                logs -> logs.associateKmsKey(
                        request -> request.logGroupName(GROUP).kmsKeyId(key.toString())));
        hands.pass(Duration.ofHours(4));
        var journey = Journey.of(key);
        hands.settle();
        assertThat(journey.state()).isEqualTo("REFUSED");
        assertThat(findings(journey, "WATCH_DEPENDS_ON_KEY"))
                .singleElement()
                .asString()
                .contains("log group " + GROUP);
        assertThat(journey.read("effects").getList("items")).isEmpty();
    }

    void refusesAWindowThatNoFeedCanReadAgainAtItsEnd() {
        var place = place("200000000005");
        logs(
                place,
                logs -> logs.putRetentionPolicy(
                        request -> request.logGroupName(GROUP).retentionInDays(1)));
        hands.pass(Duration.ofHours(4));
        var journey = Journey.of(key(place));
        hands.settle();
        assertThat(journey.state()).isEqualTo("REFUSED");
        assertThat(findings(journey, "WATCH_FORGETS"))
                .singleElement()
                .asString()
                .contains("window of 1 days", "keeps 1 days");
    }

    void sweepsThroughTheFeedThatStillHoldsTheWindow() {
        var place = place("200000000010");
        logs(
                place,
                logs -> logs.putRetentionPolicy(
                        request -> request.logGroupName(GROUP).retentionInDays(1)));
        hands.pass(Duration.ofHours(4));
        var journey = observing(place);
        assertThat(findings(journey, "WATCH_FORGETS"))
                .singleElement()
                .asString()
                .contains("swept through another feed");
        hands.pass(Duration.ofHours(30));
        assertThat(journey.state()).isEqualTo("AWAITING_DELETION_APPROVAL");
    }

    void earnsNothingWhileItMayNotLookAndStillRollsBack() {
        var place = place("200000000006");
        var key = key(place);
        var journey = observing(key);
        var denied = standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED,
                        Target.action("DescribeTrails").with(Target.Trait.ACCOUNT, place.account())));
        hands.pass(Duration.ofHours(12));
        assertThat(verdict(journey)).isEqualTo("UNPROVEN");
        assertThat(detail(journey)).contains("allow the member role to call cloudtrail:DescribeTrails");

        standIn().use(key, KeyUse.by("arn:aws:iam::" + place.account() + ":role/payroll", "Decrypt"));
        hands.pass(Duration.ofHours(1));
        assertThat(journey.state()).isEqualTo("ROLLED_BACK");
        standIn().release(denied);
    }

    @Test
    void readsAgainWhatHappenedWhileItDidNotRun() {
        var place = place("200000000007");
        var key = key(place);
        var needed = observing(key);
        var idle = observing(place);
        var opened = opensAt(idle);
        hands.pass(Duration.ofHours(6));
        hands.sleep(Duration.ofHours(5));
        standIn().use(key, KeyUse.by("arn:aws:iam::" + place.account() + ":role/payroll", "Decrypt"));
        hands.sleep(Duration.ofHours(5));
        hands.settle();
        assertThat(needed.state()).isEqualTo("ROLLED_BACK");
        hands.pass(Duration.ofHours(25));
        assertThat(idle.state()).isEqualTo("AWAITING_DELETION_APPROVAL");
        assertThat(opensAt(idle)).isEqualTo(opened);
    }

    @Test
    void beginsTheWindowAnewAfterAnOutageThatOutlastedTheRetention() {
        var place = place("200000000008");
        logs(
                place,
                logs -> logs.putRetentionPolicy(
                        request -> request.logGroupName(GROUP).retentionInDays(3)));
        hands.pass(Duration.ofHours(4));
        var journey = observing(place);
        hands.pass(Duration.ofHours(6));
        hands.sleep(Duration.ofDays(5));
        var back = standIn().clock().now();
        hands.pass(Duration.ofHours(2));
        assertThat(causes(journey)).contains("GAP_BEYOND_REPAIR");
        assertThat(opensAt(journey)).isBetween(back.minus(Duration.ofDays(3)), back);
        hands.pass(Duration.ofHours(4));
        assertThat(journey.state()).isEqualTo("AWAITING_DELETION_APPROVAL");
        assertThat(opensAt(journey)).isAfter(back.minus(Duration.ofDays(3)));
    }

    /** Alone: the trails of the other stories have the name of the organisation's. */
    @Test
    void watchesAWholeOrganisationThroughOneGroup() {
        var here = place(StillWorld.MEMBERS.getFirst());
        var there = place(StillWorld.MEMBERS.getLast());
        var key = standIn().fleet().createKey(plan(there).policy(OPEN_TO_ALL));
        var idle = observing(here);
        var needed = observing(key);
        var before = filtered();
        hands.pass(Duration.ofHours(4));
        assertThat(filtered() - before)
                .as("once an hour for all accounts together")
                .isBetween(4L, 5L);
        standIn().use(key, KeyUse.by("arn:aws:iam::" + here.account() + ":role/payroll", "Decrypt"));
        hands.pass(Duration.ofHours(1));
        assertThat(needed.state()).isEqualTo("ROLLED_BACK");
        hands.pass(Duration.ofHours(29));
        assertThat(idle.state()).isEqualTo("AWAITING_DELETION_APPROVAL");
        assertThat(idle.read("coverage").getString("feeds[0].accountId")).isEqualTo(StillWorld.ORGANISATION);
    }

    /** How often the organisation's group was read so far. */
    private static long filtered() {
        return standIn().calls().stream()
                .filter(entry -> entry.received().action().equals("FilterLogEvents"))
                .filter(entry -> entry.received().caller().arn().contains(StillWorld.ORGANISATION))
                .count();
    }

    private Journey observing(Place place) {
        return observing(key(place));
    }

    private Journey observing(KeyArn key) {
        hands.settle();
        var journey = Journey.of(key);
        begun.add(journey);
        hands.settle();
        assertThat(journey.state()).isEqualTo("AWAITING_DISABLE_APPROVAL");
        assertThat(journey.decide("ann", "DISABLE", "APPROVE").statusCode()).isEqualTo(201);
        hands.settle();
        hands.pass(Duration.ofMinutes(10));
        hands.settle();
        assertThat(journey.state()).isEqualTo("OBSERVING");
        return journey;
    }

    private static KeyArn key(Place place) {
        return standIn().fleet().createKey(plan(place));
    }

    private static KeyPlan plan(Place place) {
        return KeyPlan.in(place, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120));
    }

    private static Place place(String account) {
        return new Place(account, "us-east-1");
    }

    private static void trails(Place place, Consumer<CloudTrailClient> deed) {
        try (var trails = administrator(place).trails()) {
            deed.accept(trails);
        }
    }

    private static void logs(Place place, Consumer<CloudWatchLogsClient> deed) {
        try (var logs = administrator(place).logs()) {
            deed.accept(logs);
        }
    }

    private static Administrator administrator(Place place) {
        return new Administrator(standIn(), new dev.keysunset.core.Place(place.account(), place.region()));
    }

    private static String detail(Journey journey) {
        return String.join("\n", journey.read().getList("attention.detail", String.class));
    }

    private static String verdict(Journey journey) {
        return journey.read().getString("verdict.value");
    }

    private static Instant opensAt(Journey journey) {
        return Instant.parse(journey.read().getString("window.opensAt"));
    }

    private static List<String> causes(Journey journey) {
        return journey.read("timeline").getList("items.findAll { it.kind == 'MOVED' }.cause", String.class);
    }

    private static List<String> findings(Journey journey, String kind) {
        return journey.read("assessment")
                .getList("items[-1].findings.findAll { it.kind == '" + kind + "' }.detail", String.class);
    }
}
