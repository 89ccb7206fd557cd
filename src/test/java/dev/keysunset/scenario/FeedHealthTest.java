package dev.keysunset.scenario;

import static dev.keysunset.scenario.StillWorld.standIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.Place;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How well the feeds see, as the API and the metrics tell it, and whether the alarm comes in time. */
@QuarkusTest
@TestProfile(StillWorld.Profile.class)
class FeedHealthTest {
    private static final Place PLACE = new Place("200000000009", "us-east-1");
    private static final Place FAILING = new Place("200000000011", "us-east-1");
    private static final Place THREATENED = new Place("200000000012", "us-east-1");

    @Inject
    StillWorld.Hands hands;

    @Test
    void tellsHowFarAFeedSeesAndWhatItStandsOn() {
        observing(PLACE);
        hands.pass(Duration.ofHours(5));
        var feed = feed(PLACE);
        var now = standIn().clock().now();
        assertThat(Instant.parse(feed.getString("sight.watermark")))
                .isBetween(now.minus(Duration.ofHours(5)), now.minus(Duration.ofHours(3)));
        assertThat(Duration.parse(feed.getString("sight.lag"))).isBetween(Duration.ofHours(3), Duration.ofHours(5));
        assertThat(feed.getList("sight.gaps")).isEmpty();
        assertThat(feed.getList("reach")).isEqualTo(List.of(PLACE.account() + "/" + PLACE.region()));
        assertThat(feed.getBoolean("footing.sound")).isTrue();
        assertThat(feed.getString("footing.retention")).isEqualTo("PT2160H");
        assertThat(feed.getList("footing.grounds.name", String.class))
                .anySatisfy(name -> assertThat(name).contains("log group /aws/cloudtrail/management"))
                .anySatisfy(name -> assertThat(name).contains("trail/management"));
        assertThat(feed.getFloat("lastPoll.errorRate")).isZero();
        assertThat(calls(feed, "logs:FilterLogEvents").get("lastHour")).isGreaterThan(2);
        assertThat(calls(feed, "logs:FilterLogEvents").get("quota")).isEqualTo(25);
        assertThat(calls(feed, "cloudtrail:DescribeTrails").get("lastHour")).isGreaterThan(1);
    }

    @Test
    void tellsOfFailedPollsAndThrottledCalls() {
        observing(FAILING);
        var fault = standIn()
                .addFault(FaultRule.of(
                        FaultKind.THROTTLE,
                        Target.action("FilterLogEvents").with(Target.Trait.ACCOUNT, FAILING.account())));
        hands.pass(Duration.ofHours(1));
        standIn().release(fault);
        var feed = feed(FAILING);
        assertThat(feed.getFloat("lastPoll.errorRate")).isBetween(0.01f, 0.99f);
        assertThat(feed.getString("lastPoll.trouble")).contains("FilterLogEvents", "ThrottlingException");
        assertThat(calls(feed, "logs:FilterLogEvents").get("throttled")).isPositive();
        hands.measure();
        assertThat(metric("keysunset_feed_error_rate", FAILING)).isPositive();
    }

    @Test
    void alarmsBeforeTheVerdictIsLost() {
        var journey = observing(THREATENED);
        hands.pass(Duration.ofHours(4));
        hands.measure();
        assertThat(metric("keysunset_feed_sound", THREATENED)).isOne();
        var before = metric("keysunset_verdicts_threatened");

        standIn().switchTrailLogging(THREATENED, false);
        hands.passUntil(() -> journey.attention().contains("WATCH_THREATENED"), Duration.ofHours(4));
        hands.measure();
        assertThat(journey.attention()).contains("WATCH_THREATENED").doesNotContain("WATCH_GAP");
        assertThat(metric("keysunset_verdicts_threatened")).isEqualTo(before + 1);
        assertThat(metric("keysunset_feed_sound", THREATENED)).isZero();
        assertThat(metric("keysunset_feed_lag_seconds", THREATENED)).isGreaterThan(3600);

        hands.pass(Duration.ofHours(4));
        hands.measure();
        assertThat(journey.attention()).contains("WATCH_GAP");
        assertThat(metric("keysunset_verdicts_threatened")).isEqualTo(before);
    }

    /** An alert on a metric that nobody tells never fires. Those of notifications are told where there is somebody to tell. */
    @Test
    void alertsOnMetricsThatExist() throws IOException {
        observing(PLACE);
        hands.pass(Duration.ofHours(1));
        hands.measure();
        var metrics = metrics();
        assertThat(Pattern.compile("keysunset_\\w+")
                        .matcher(Files.readString(Path.of("config/prometheus-rules.yaml")))
                        .results()
                        .map(MatchResult::group)
                        .filter(name -> !name.startsWith("keysunset_notifications_"))
                        .distinct())
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
    }

    private Journey observing(Place place) {
        hands.settle();
        var journey = Journey.of(standIn()
                .fleet()
                .createKey(KeyPlan.in(place, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120))));
        hands.settle();
        assertThat(journey.decide("ann", "DISABLE", "APPROVE").statusCode()).isEqualTo(201);
        hands.settle();
        hands.pass(Duration.ofMinutes(10));
        assertThat(journey.state()).isEqualTo("OBSERVING");
        return journey;
    }

    private static JsonPath feed(Place place) {
        return Journey.as("ann")
                .get("/api/v1/feeds")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.accountId == '" + place.account() + "' && it.kind == 'LOGS' }");
    }

    private static Map<String, Integer> calls(JsonPath feed, String api) {
        var path = "calls.find { it.api == '" + api + "' }.";
        return Map.of(
                "lastHour", feed.getInt(path + "lastHour"),
                "throttled", feed.getInt(path + "throttled"),
                "quota", (int) feed.getFloat(path + "quota"));
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }

    private static double metric(String name, Place place) {
        return value(
                name + "\\{account=\"" + place.account() + "\",kind=\"logs\",region=\"" + place.region() + "\",?\\}");
    }

    private static double metric(String name) {
        return value(name);
    }

    private static double value(String pattern) {
        var line = Pattern.compile("(?m)^" + pattern + " (\\S+)$").matcher(metrics());
        assertThat(line.find()).as("a metric like %s", pattern).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
