package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static dev.keysunset.retirement.NotifyWorld.PAGER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.channel.Peer;
import dev.keysunset.notify.outbox.DeliveryMetrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who is not told, as an alert sees it. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class DeliveryMetricsTest extends NotifyStage {
    private static final String DEAD = "keysunset_notifications_dead";
    private static final String OLDEST = "keysunset_notifications_oldest_pending_seconds";

    @Inject
    DeliveryMetrics metrics;

    @Test
    void tellsNoughtOfWhoeverIsToldEverything() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        drain(HOOK, CHAT);
        for (var target : List.of(HOOK, CHAT, PAGER)) {
            assertThat(value(DEAD, target)).as(target).isZero();
            assertThat(value(OLDEST, target)).as(target).isZero();
        }
    }

    @Test
    void countsDeadLettersUntilTheyAreReplayed() {
        NotifyWorld.peer().answers(Peer.answering(400));
        tell(news("one", Kind.FEED_BLIND, "a"));
        tell(news("two", Kind.FEED_BLIND, "b"));
        drain(HOOK);
        assertThat(value(DEAD, HOOK)).isEqualTo(2);
        assertThat(value(DEAD, CHAT)).isZero();
        assertThat(value(OLDEST, HOOK)).as("given up, not late").isZero();

        NotifyWorld.peer().forget();
        var dead =
                as("oncall").get("/api/v1/notifications?status=DEAD").jsonPath().getList("items.id", String.class);
        dead.forEach(id -> as("oncall")
                .post("/api/v1/notifications/" + id + "/replay")
                .then()
                .statusCode(200));
        drain(HOOK);
        assertThat(value(DEAD, HOOK)).isZero();
    }

    @Test
    void tellsForHowLongTheOldestIsTried() {
        tell(news("older", Kind.FEED_BLIND, "a"));
        stage.sql("update notification_delivery set tried_since = tried_since - interval '2 hours' where target = '"
                + HOOK + "'");
        tell(news("newer", Kind.FEED_BLIND, "b"));
        assertThat(value(OLDEST, HOOK)).isBetween(7200.0, 7300.0);
        assertThat(value(OLDEST, CHAT)).isBetween(0.0, 100.0);
        drain(HOOK);
        assertThat(value(OLDEST, HOOK)).isZero();
    }

    /** Nobody could read who it was that nobody is configured to tell any more. */
    @Test
    void tellsOnlyOfTargetsThatAreConfigured() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        stage.sql("update notification_delivery set target = 'former' where target = '" + HOOK + "'");
        metrics.refresh();
        assertThat(page()).contains("target=\"" + CHAT + "\"").doesNotContain("target=\"former\"");
    }

    /** An alert on a metric that nobody tells never fires. */
    @Test
    void areWhatTheAlertsStandOn() throws IOException {
        metrics.refresh();
        assertThat(Pattern.compile("keysunset_notifications_\\w+")
                        .matcher(Files.readString(Path.of("config/prometheus-rules.yaml")))
                        .results()
                        .map(MatchResult::group)
                        .distinct())
                .containsExactlyInAnyOrder(DEAD, OLDEST)
                .allSatisfy(name -> assertThat(page()).containsPattern("(?m)^" + name + "\\{target="));
    }

    private double value(String name, String target) {
        metrics.refresh();
        var line = Pattern.compile("(?m)^" + name + "\\{target=\"" + target + "\",?} (\\S+)$")
                .matcher(page());
        assertThat(line.find()).as("%s of %s", name, target).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String page() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
