package dev.keysunset.browser;

import static dev.keysunset.Story.story;
import static dev.keysunset.scenario.FastWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.Story;
import dev.keysunset.scenario.Journey;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One service, one world: first people do their work in it, then its time stands still and every page is looked at. */
@QuarkusTest
@TestProfile(BrowserWorld.Profile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserTest {
    private final Cast cast = new Cast();

    @TestHTTPResource("/")
    URI home;

    @Inject
    DataSource database;

    @TestFactory
    @Order(1)
    Stream<DynamicTest> everyPageSaysSoWhereNothingHasHappenedYet() {
        return EveryPage.of(home, Pages.beforeAnythingHappens());
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> peopleDoTheirWork() {
        var told = Stream.concat(
                cast.stories().stream(),
                Stream.of(
                        story("theDayAndTheNight", () -> dayAndNight(Part.BY_OPERATOR, Part.AT_NIGHT, true)),
                        story(
                                "theDayAndTheNightWithoutAScript",
                                () -> dayAndNight(
                                        Part.BY_OPERATOR_WITHOUT_A_SCRIPT, Part.AT_NIGHT_WITHOUT_A_SCRIPT, false))));
        return Story.together(told.toArray(Story[]::new)).onClose(this::endTheDay);
    }

    private void dayAndNight(Part byDay, Part byNight, boolean scripts) {
        try (var browser = Chromium.start()) {
            OperatorsDay.told(browser, home, byDay, scripts);
            var disabled = cast.of(byNight).hasReached("OBSERVING");
            OnCallsNight.told(browser, home, byNight, scripts);
            assertThat(disabled.states()).contains("ROLLED_BACK");
        }
    }

    private void endTheDay() {
        cast.play(Part.OBSERVED);
        standStill();
    }

    /** From here on nothing moves that is not meant to. */
    private void standStill() {
        standIn().clock().changeRate(0);
        var calls = new AtomicInteger(-1);
        await().atMost(Journey.PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            var now = standIn().calls().size();
            return calls.getAndSet(now) == now;
        });
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> everyPageIsFitForEverybody() {
        return EveryPage.of(home, Pages.of(cast));
    }

    @TestFactory
    @Order(4)
    Stream<DynamicTest> soItIsWhereEverythingIsStopped() {
        cast.stop("a trail was switched off, and nobody knows why");
        return EveryPage.of(home, Pages.stopped()).onClose(cast::release);
    }

    @Test
    @Order(5)
    void showsWhatOthersWriteAsText() throws SQLException {
        cast.assure(Part.HOSTILE, Part.HOSTILE_AT_GATE, Part.GUARDED, Part.ARCHIVED);
        standStill();
        try (var browser = Chromium.start();
                var reader = browser.visitor(home, BrowserWorld.EVERYTHING, true)) {
            new HostileTexts(cast, database).areText(reader);
        }
    }

    @Test
    @Order(6)
    void saysThatAPageMayBeOldWhereTheServiceDoesNotAnswer() {
        try (var browser = Chromium.start();
                var reader = browser.visitor(home, BrowserWorld.EVERYTHING, true)) {
            Troubles.saysThatItMayBeOld(reader);
        }
    }

    @Test
    @Order(7)
    void saysInThePlaceOfAListWhyItIsRefused() {
        try (var browser = Chromium.start();
                var reader = browser.visitor(home, BrowserWorld.EVERYTHING, true)) {
            Troubles.saysWhyAListIsRefused(reader);
        }
    }
}
