package dev.keysunset.scenario;

import static dev.keysunset.Story.story;
import static dev.keysunset.Story.together;
import static dev.keysunset.scenario.FastWorld.ANALYTICS;
import static dev.keysunset.scenario.FastWorld.PAYMENTS;
import static dev.keysunset.scenario.FastWorld.standIn;
import static dev.keysunset.scenario.Journey.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.PostgresResource;
import dev.keysunset.Story;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a rollback promises to whoever is on call. The stories live at the same time; those that disturb others wait until these
 * have ended, and take turns.
 */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RollbackWorld.class, restrictToAnnotatedClass = true)
class RollbackStoriesTest {
    private static final Place HOME = new Place(PAYMENTS, "us-east-1");
    private static final Place ABROAD = new Place(PAYMENTS, "eu-west-1");
    private static final Place BY_LOOKUP = new Place(ANALYTICS, "us-east-1");
    private static final Place BLIND = new Place(ANALYTICS, "eu-west-1");
    private static final String PAYROLL = "arn:aws:iam::111122223333:role/payroll";
    private static final AtomicInteger KEYS = new AtomicInteger();

    @Inject
    Scheduler ticks;

    @TestFactory
    Stream<DynamicTest> onCallIsToldAndTheKeyComesBack() {
        var peaceful = List.of(
                story("explainsWhoNeededTheKeyAndSaysWhenTheyWorkAgain", this::explains),
                story("explainsByTheEventHistoryAlone", this::explainsByLookup),
                story("tellsTheCommandsUntilTheRightsAreGiven", this::tellsTheCommands),
                story("restoresTheMembersItMayAndGoesOnWithTheOther", this::restoresTheFamily),
                story("goesOnAfterTheCancel", this::goesOnAfterTheCancel),
                story("cancelsInTimeWhatItCannotSee", this::cancelsInTime));
        var peace = new CountDownLatch(peaceful.size());
        var turn = new Semaphore(1);
        Turns alone = disturbance -> {
            peace.await();
            turn.acquire();
            try {
                disturbance.tell();
            } finally {
                turn.release();
            }
        };
        return together(Stream.concat(
                        peaceful.stream().map(story -> story.ending(peace::countDown)),
                        Stream.of(
                                story("isHeldBackByNothingThatHoldsOtherStepsBack", () -> isHeldBackByNothing(alone)),
                                story("catchesUpAfterAShortOutageAndCancelsFirstAfterALongOne", () -> outages(alone))))
                .toArray(Story[]::new));
    }

    void explains() {
        var key = key(idle(HOME));
        var journey = Journey.of(key).disabled();
        var throughTables = KeyUse.by(PAYROLL, "Decrypt")
                .through("dynamodb.amazonaws.com", Map.of("aws:dynamodb:tableName", "salaries"));
        standIn().use(key, throughTables);
        standIn().use(key, throughTables);
        journey.until("ROLLED_BACK");

        var soon = explanation(journey);
        assertThat(soon.getList("explanation.users.principal", String.class))
                .singleElement()
                .satisfies(principal -> assertThat(principal).contains("payroll"));
        assertThat(soon.getString("explanation.users[0].service")).isEqualTo("dynamodb.amazonaws.com");
        assertThat(soon.getList("explanation.resources.name", String.class)).containsExactly("salaries");
        assertThat(soon.getString("explanation.members[0].enabledAt")).isNotNull();
        assertThat(soon.getList("explanation.advice.service", String.class)).containsExactly("DynamoDB", "any");
        assertThat(soon.getList("explanation.outage.notSeenWorking")).hasSize(1);
        assertThat(soon.getString("explanation.outage.until")).isNull();

        standIn().use(key, throughTables);
        await().atMost(Journey.PATIENCE)
                .until(() -> explanation(journey).getString("explanation.outage.until") != null);
        var late = explanation(journey);
        assertThat(late.getList("explanation.outage.notSeenWorking")).isEmpty();
        assertThat(late.getString("explanation.outage.length")).startsWith("PT");
        assertThat(late.getInt("calls.count")).isEqualTo(2);
        assertThat(late.getString("calls.firstSuccess")).isNotNull();
    }

    void explainsByLookup() {
        var key = key(idle(BY_LOOKUP));
        var journey = Journey.of(key).disabled();
        var clerk = KeyUse.by("arn:aws:iam::444455556666:role/reports", "Decrypt");
        standIn().use(key, clerk);
        journey.until("ROLLED_BACK");
        standIn().use(key, clerk);

        await().atMost(Journey.PATIENCE)
                .until(() -> explanation(journey).getString("explanation.outage.until") != null);
        assertThat(explanation(journey).getList("explanation.advice.service", String.class))
                .containsExactly("any");
    }

    void tellsTheCommands() {
        var key = key(idle(HOME));
        var journey = Journey.under(FastWorld.PATIENT, key).pendingDeletion();
        var denial = deny("CancelKeyDeletion", key);
        standIn().use(key, KeyUse.by(PAYROLL, "Decrypt"));

        await().atMost(Journey.PATIENCE).until(() -> "STUCK".equals(state(journey)));
        var stuck = explanation(journey);
        assertThat(stuck.getString("stuck.because")).contains("AccessDenied").contains("CancelKeyDeletion");
        assertThat(stuck.getList("stuck.commands", String.class))
                .containsExactly(
                        "aws kms cancel-key-deletion --region us-east-1 --key-id " + key,
                        "aws kms enable-key --region us-east-1 --key-id " + key);
        assertThat(journey.read().getString("attention.remedy"))
                .contains("aws kms cancel-key-deletion --region us-east-1")
                .contains("aws kms enable-key --region us-east-1");
        assertThat(as("olga").get("/q/metrics").asString())
                .containsPattern("keysunset_rollbacks_stuck(\\{[^}]*})? [1-9]")
                .contains("keysunset_rollbacks_stuck_oldest_seconds");

        standIn().release(denial);
        journey.until("ROLLED_BACK");
        assertThat(usable(key)).isTrue();
        assertThat(state(journey)).isEqualTo("ENDED");
        assertThat(effects(key)).containsExactly("DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "EnableKey");
    }

    void restoresTheFamily() {
        var primary = key(idle(HOME).multiRegion(List.of("eu-west-1")));
        var replica = new KeyArn(ABROAD, primary.id());
        var journey = Journey.of(primary).disabled();
        var denial = deny("EnableKey", replica);
        standIn().use(primary, KeyUse.by(PAYROLL, "Decrypt"));

        await().atMost(Journey.PATIENCE).until(() -> "STUCK".equals(state(journey)));
        await().atMost(Journey.PATIENCE).until(() -> usable(primary));
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(explanation(journey).getList("stuck.commands", String.class))
                        .containsExactly("aws kms enable-key --region eu-west-1 --key-id " + replica));

        standIn().release(denial);
        journey.until("ROLLED_BACK");
        assertThat(usable(replica)).isTrue();
        assertThat(explanation(journey).getList("explanation.members.enabledAt", String.class))
                .hasSize(2)
                .doesNotContainNull();
    }

    /** A cancelled deletion leaves the key disabled: whoever stopped there would leave its users down. */
    void goesOnAfterTheCancel() {
        var key = key(idle(HOME));
        var journey = Journey.under(FastWorld.PATIENT, key).pendingDeletion();
        var denial = deny("EnableKey", key);
        standIn().use(key, KeyUse.by(PAYROLL, "Decrypt"));

        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(effects(key))
                        .containsExactly("DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion"));
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(explanation(journey).getList("stuck.commands", String.class))
                        .containsExactly("aws kms enable-key --region us-east-1 --key-id " + key));
        standIn().release(denial);
        journey.until("ROLLED_BACK");
        assertThat(effects(key)).containsExactly("DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "EnableKey");
    }

    void cancelsInTime() {
        var key = key(idle(BLIND));
        var journey = Journey.of(key).pendingDeletion();
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action("LookupEvents").in(BLIND)));

        journey.until("ROLLED_BACK");
        assertThat(usable(key)).isTrue();
        assertThat(explanation(journey).getString("opened.because")).isEqualTo("BLIND_NEAR_DELETION");
        assertThat(effects(key)).containsExactly("DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "EnableKey");
    }

    /** Whoever disturbs others does so when nobody else is there. */
    interface Turns {
        void disturb(Story.Telling disturbance) throws Exception;
    }

    void isHeldBackByNothing(Turns turns) throws Exception {
        var held = key(idle(HOME));
        var unapproved = key(idle(HOME));
        var first = Journey.of(held).disabled();
        var second = Journey.of(unapproved).disabled().hasReached("AWAITING_DELETION_APPROVAL");
        assertThat(first.order("adam", "hold").statusCode()).isEqualTo(200);
        turns.disturb(() -> {
            as("adam")
                    .body(Map.of("reason", "an incident"))
                    .put("/api/v1/stop")
                    .then()
                    .statusCode(200);
            try {
                standIn().use(held, KeyUse.by(PAYROLL, "Decrypt"));
                standIn().use(unapproved, KeyUse.by(PAYROLL, "Decrypt"));

                first.until("ROLLED_BACK");
                second.until("ROLLED_BACK");
                assertThat(usable(held)).isTrue();
                assertThat(usable(unapproved)).isTrue();
            } finally {
                as("adam").delete("/api/v1/stop?reason=over").then().statusCode(200);
            }
        });
    }

    /** It merely catches up; but where nobody watched for too long, it cancels first and asks later. */
    void outages(Turns turns) throws Exception {
        var key = key(idle(HOME));
        var journey = Journey.under(RollbackWorld.SOON_BLIND, key).disabled().hasReached("AWAITING_DELETION_APPROVAL");
        turns.disturb(() -> {
            journey.approvedAt("DELETE", "ann", "bob").hasReached("PENDING_DELETION");

            outage(Duration.ofDays(2));
            var caughtUp = standIn().clock().now().plus(Duration.ofDays(3));
            await().atMost(Journey.PATIENCE).until(() -> standIn().clock().now().isAfter(caughtUp));
            assertThat(journey.state()).isEqualTo("PENDING_DELETION");
            assertThat(effects(key)).containsExactly("DisableKey", "ScheduleKeyDeletion");

            outage(Duration.ofDays(8));
            journey.until("ROLLED_BACK");
            assertThat(explanation(journey).getString("opened.because")).isEqualTo("UNWATCHED_TOO_LONG");
            assertThat(effects(key))
                    .containsExactly("DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "EnableKey");
            assertThat(usable(key)).isTrue();
        });
    }

    /** Nothing looks, nothing polls, while AWS's time goes on. */
    private void outage(Duration length) {
        ticks.pause();
        try {
            var calls = new AtomicInteger(-1);
            await().atMost(Journey.PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        var now = standIn().calls().size();
                        return calls.getAndSet(now) == now;
                    });
            standIn().clock().advance(length);
        } finally {
            ticks.resume();
        }
    }

    private static JsonPath explanation(Journey journey) {
        var id = as("olga")
                .get("/api/v1/rollbacks?retirement=" + journey.id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0].id");
        return as("olga")
                .get("/api/v1/rollbacks/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String state(Journey journey) {
        return String.valueOf(as("olga")
                .get("/api/v1/rollbacks?retirement=" + journey.id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0].state"));
    }

    private static KeyPlan idle(Place place) {
        return KeyPlan.in(place, "alias/rollback-" + KEYS.incrementAndGet())
                .aged(Duration.ofDays(400))
                .lastUsed(Duration.ofDays(120));
    }

    private static KeyArn key(KeyPlan plan) {
        return standIn().fleet().createKey(plan);
    }

    private static boolean usable(KeyArn key) {
        return Outsider.keyState(key).equals("Enabled");
    }

    private static int deny(String action, KeyArn key) {
        return standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action(action).key(key)));
    }

    /** The mutating calls that took effect. */
    private static List<String> effects(KeyArn key) {
        return standIn().calls().stream()
                .filter(call ->
                        call.key().equals(Optional.of(key)) && call.errorCode().isEmpty())
                .map(call -> call.received().action())
                .filter(List.of("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion")::contains)
                .toList();
    }
}
