package dev.keysunset.scenario;

import static dev.keysunset.Story.story;
import static dev.keysunset.Story.together;
import static dev.keysunset.scenario.FastWorld.ANALYTICS;
import static dev.keysunset.scenario.FastWorld.PAYMENTS;
import static dev.keysunset.scenario.FastWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.PostgresResource;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.CallLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The promises of the product, each as one story from submission to its end. All of them live in one world, at the same time. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FastWorld.class, restrictToAnnotatedClass = true)
class RetirementStoriesTest {
    private static final Place HOME = new Place(PAYMENTS, "us-east-1");
    private static final Place BY_LOOKUP = new Place(ANALYTICS, "us-east-1");
    private static final Place DEAF = new Place(PAYMENTS, "eu-central-1");
    private static final Place BLIND = new Place(ANALYTICS, "eu-west-1");
    private static final String PAYROLL = "arn:aws:iam::111122223333:role/payroll";
    private static final AtomicInteger KEYS = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> everyStoryEndsAsPromised() {
        return together(
                story("deletesAnIdleKeyAndProvesIt", this::deletesAnIdleKeyAndProvesIt),
                story("deletesByTheEventHistoryAlone", this::deletesByTheEventHistoryAlone),
                story("rollsBackWhenTheKeyIsNeededWhileObserved", this::rollsBackWhileObserved),
                story("rollsBackWhenTheKeyIsNeededWhilePendingDeletion", this::rollsBackWhilePending),
                story("retiresAFamilyReplicaFirst", this::retiresAFamilyReplicaFirst),
                story("rollsBackTheWholeFamilyForOneReplica", this::rollsBackTheWholeFamilyForOneReplica),
                story("rollsBackAndNamesWhoEnabledTheKey", this::rollsBackAndNamesWhoEnabledTheKey),
                story("leavesAKeyFoundDisabledDisabled", this::leavesAKeyFoundDisabledDisabled),
                story("deletesNothingItCannotSee", this::deletesNothingItCannotSee),
                story("deletesNothingOverATrailThatWasStopped", this::deletesNothingOverAStoppedTrail),
                story("printsTheWayOutWhenARollbackIsDenied", this::printsTheWayOutWhenARollbackIsDenied),
                story("survivesALostAnswer", this::survivesALostAnswer),
                story("refusesWhatIsUsedExemptOrNotOurs", this::refusesWhatIsUsedExemptOrNotOurs),
                story("waitsForAGuardrailsDate", this::waitsForAGuardrailsDate),
                story("refusesWhatHoldsDataThatIsInUse", this::refusesWhatHoldsDataThatIsInUse),
                story("asksAgainWhenSomethingNewNamesTheKey", this::asksAgainWhenSomethingNewNamesTheKey));
    }

    void deletesAnIdleKeyAndProvesIt() {
        var key = key(idle(HOME));
        var journey = Journey.of(key).pendingDeletion().until("DELETED");

        // Where a machine stands still for some seconds, days here, the watch is found blind and goes back to OBSERVING
        // once more.
        assertThat(journey.states())
                .containsSubsequence(
                        "AWAITING_DISABLE_APPROVAL",
                        "DISABLING",
                        "OBSERVING",
                        "AWAITING_DELETION_APPROVAL",
                        "SCHEDULING_DELETION",
                        "PENDING_DELETION",
                        "DELETED");
        assertThat(effects(key)).containsExactly("DisableKey", "ScheduleKeyDeletion");
        assertThat(calls(key))
                .filteredOn(call -> call.received().action().equals("ScheduleKeyDeletion"))
                .allSatisfy(call -> assertThat(call.session().orElse("none")).startsWith("keysunset."));
        assertThat(journey.read("effects").getList("items.outcome.value", String.class))
                .containsOnly("DONE");
        assertThat(journey.read("sightings").getList("changes.operation", String.class))
                .contains("DeleteKey");
    }

    void deletesByTheEventHistoryAlone() {
        Journey.of(key(idle(BY_LOOKUP))).pendingDeletion().until("DELETED");
    }

    void rollsBackWhileObserved() {
        var key = key(idle(HOME));
        var journey = Journey.of(key).disabled();
        standIn().use(key, KeyUse.by(PAYROLL, "Decrypt"));

        journey.until("ROLLED_BACK");
        assertThat(usable(key)).isTrue();
        assertThat(effects(key)).containsExactly("DisableKey", "EnableKey");
        assertThat(journey.read("sightings").getList("items.caller.principal", String.class))
                .anySatisfy(principal -> assertThat(principal).contains("payroll"));
        assertThat(journey.rollback().getList("items.retirementId", String.class))
                .contains(journey.id);
    }

    /** The case the product exists for: a job that runs once a month meets a key that is about to die. */
    void rollsBackWhilePending() {
        var key = key(idle(HOME));
        var journey = Journey.under(FastWorld.PATIENT, key).pendingDeletion();
        standIn().use(key, KeyUse.by(PAYROLL, "Decrypt"));

        journey.until("ROLLED_BACK");
        assertThat(usable(key)).isTrue();
        assertThat(journey.states()).containsSubsequence("PENDING_DELETION", "ROLLING_BACK", "ROLLED_BACK");
        assertThat(effects(key)).containsExactly("DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "EnableKey");
    }

    void retiresAFamilyReplicaFirst() {
        var primary = key(idle(HOME).multiRegion(List.of("eu-west-1")));
        var replica = new KeyArn(new Place(PAYMENTS, "eu-west-1"), primary.id());
        var journey = Journey.of(primary).pendingDeletion();

        var scheduled = standIn().calls().stream()
                .filter(call -> call.received().action().equals("ScheduleKeyDeletion"))
                .flatMap(call -> call.key().stream())
                .filter(arn -> arn.id().equals(primary.id()))
                .toList();
        assertThat(scheduled).containsExactly(replica, primary);
        assertThat(journey.read().getList("members.role", String.class))
                .containsExactlyInAnyOrder("PRIMARY", "REPLICA");
    }

    void rollsBackTheWholeFamilyForOneReplica() {
        var primary = key(idle(HOME).multiRegion(List.of("eu-west-1")));
        var replica = new KeyArn(new Place(PAYMENTS, "eu-west-1"), primary.id());
        var journey = Journey.of(primary).disabled();
        standIn().use(replica, KeyUse.by(PAYROLL, "Decrypt"));

        journey.until("ROLLED_BACK");
        assertThat(usable(primary)).isTrue();
        assertThat(usable(replica)).isTrue();
    }

    void rollsBackAndNamesWhoEnabledTheKey() {
        var key = key(idle(HOME));
        var journey = Journey.of(key).disabled();
        Outsider.enable(key);

        journey.until("ROLLED_BACK");
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(journey.read("timeline").getList("items.detail", String.class))
                        .anySatisfy(detail -> assertThat(detail).contains(Outsider.NAME + " called EnableKey")));
        assertThat(effects(key)).containsExactly("DisableKey", "EnableKey");
    }

    void leavesAKeyFoundDisabledDisabled() {
        var key = key(idle(HOME).state(KeyState.DISABLED));
        var journey = Journey.of(key).disabled();
        assertThat(journey.order("olga", "rollback").statusCode()).isEqualTo(200);

        journey.until("ROLLED_BACK");
        assertThat(effects(key)).isEmpty();
        assertThat(usable(key)).isFalse();
    }

    void deletesNothingItCannotSee() {
        var blindfold = fault(FaultKind.ACCESS_DENIED, "LookupEvents", BLIND, Optional.empty());
        var key = key(idle(BLIND));
        var journey = Journey.of(key).disabled();

        await().atMost(Journey.PATIENCE).until(() -> journey.attention().contains("WATCH_GAP"));
        assertThat(journey.read().getString("verdict.value")).isEqualTo("UNPROVEN");
        assertThat(effects(key)).containsExactly("DisableKey");

        standIn().release(blindfold);
        journey.hasReached("AWAITING_DELETION_APPROVAL");
    }

    /** The purest false proof: every poll succeeds, and there is nothing in it. */
    void deletesNothingOverAStoppedTrail() {
        var key = key(idle(DEAF));
        var journey = Journey.of(key).disabled();
        standIn().switchTrailLogging(DEAF, false);

        await().atMost(Journey.PATIENCE).until(() -> journey.attention().contains("WATCH_GAP"));
        assertThat(journey.read().getString("verdict.value")).isEqualTo("UNPROVEN");
        assertThat(journey.read().getString("verdict.because"))
                .containsAnyOf("is stopped: start its logging", "no canary has come back");
        assertThat(journey.states()).doesNotContain("AWAITING_DELETION_APPROVAL");
        assertThat(effects(key)).containsExactly("DisableKey");

        standIn().switchTrailLogging(DEAF, true);
        journey.hasReached("AWAITING_DELETION_APPROVAL");
    }

    void printsTheWayOutWhenARollbackIsDenied() {
        var key = key(idle(HOME));
        var journey = Journey.of(key).disabled();
        var denial = fault(FaultKind.ACCESS_DENIED, "EnableKey", HOME, Optional.of(key));
        standIn().use(key, KeyUse.by(PAYROLL, "Decrypt"));

        await().atMost(Journey.PATIENCE).until(() -> journey.attention().contains("ACCESS_DENIED"));
        assertThat(journey.read().getString("attention.remedy")).contains("aws kms enable-key --region us-east-1");
        standIn().release(denial);
        journey.until("ROLLED_BACK");
        assertThat(usable(key)).isTrue();
    }

    void survivesALostAnswer() {
        var key = key(idle(HOME));
        standIn()
                .addFault(FaultRule.of(FaultKind.LOST_ANSWER, target("DisableKey", HOME, Optional.of(key)))
                        .once());
        var journey = Journey.of(key).disabled();

        assertThat(effects(key)).containsExactly("DisableKey");
        assertThat(journey.read("effects").getList("items.outcome.value", String.class))
                .containsExactly("UNKNOWN");
    }

    void refusesWhatIsUsedExemptOrNotOurs() {
        var used =
                Journey.of(key(KeyPlan.in(HOME, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(2))));
        var exempt = Journey.of(key(idle(HOME).tag("keysunset:exempt", "true")));
        var managed = Journey.of(key(idle(HOME).managedByAws()));
        for (var journey : List.of(used, exempt, managed)) {
            journey.until("REFUSED");
        }
        assertThat(findings(used)).contains("USED_RECENTLY");
        assertThat(findings(exempt)).contains("EXEMPT");
        assertThat(findings(managed)).contains("AWS_MANAGED");
    }

    void waitsForAGuardrailsDate() {
        var key = key(idle(HOME).lastUsed(Duration.ofDays(80)).policy(GUARDED));
        var journey = Journey.of(key).hasReached("AWAITING_DISABLE_APPROVAL").approvedAt("DISABLE", "ann");
        await().atMost(Journey.PATIENCE).until(() -> journey.attention().contains("GUARDRAIL"));
        assertThat(effects(key)).isEmpty();
    }

    void refusesWhatHoldsDataThatIsInUse() {
        for (var type :
                List.of(HoldingType.VOLUME, HoldingType.DB_INSTANCE, HoldingType.DB_CLUSTER, HoldingType.TABLE)) {
            var key = key(idle(HOME));
            hold(key, type);
            var journey = Journey.of(key).until("REFUSED");
            assertThat(journey.read("assessment").getList("items.findings.flatten().detail", String.class))
                    .as("%s", type)
                    .anySatisfy(detail -> assertThat(detail).contains("name it: arn:aws:", nameOf(key)));
            assertThat(effects(key)).isEmpty();
        }
    }

    void asksAgainWhenSomethingNewNamesTheKey() {
        var key = key(idle(HOME));
        var journey = Journey.of(key)
                .disabled()
                .hasReached("AWAITING_DELETION_APPROVAL")
                .approvedAt("DELETE", "ann");
        hold(key, HoldingType.SNAPSHOT);
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(
                                journey.read("assessment").getList("items.findings.flatten().detail", String.class))
                        .anySatisfy(detail -> assertThat(detail).contains(nameOf(key), "until somebody restores")));

        journey.approvedAt("DELETE", "bob");
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(journey.read().getList("attention.detail", String.class))
                        .contains("1 of 2 approvals at the DELETE gate."));
        assertThat(effects(key)).containsExactly("DisableKey");
        journey.approvedAt("DELETE", "ann").hasReached("PENDING_DELETION");
    }

    private static String nameOf(KeyArn key) {
        return "held-by-" + key.id();
    }

    private static void hold(KeyArn key, HoldingType type) {
        var now = standIn().clock().now();
        standIn().put(new Holding(key.place(), type, nameOf(key), key.toString(), type.usualStatus(), now));
    }

    private static final String GUARDED = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"},
          {"Effect": "Deny", "Principal": "*", "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
           "Resource": "*", "Condition": {"NumericLessThanEquals": {"kms:TrailingDaysWithoutKeyUsage": "180"}}}]}
        """;

    private static KeyPlan idle(Place place) {
        return KeyPlan.in(place, "alias/story-" + KEYS.incrementAndGet())
                .aged(Duration.ofDays(400))
                .lastUsed(Duration.ofDays(120));
    }

    private static KeyArn key(KeyPlan plan) {
        return standIn().fleet().createKey(plan);
    }

    private static boolean usable(KeyArn key) {
        return Outsider.keyState(key).equals("Enabled");
    }

    private static List<String> findings(Journey journey) {
        return journey.read("assessment").getList("items.findings.flatten().kind", String.class);
    }

    private static Stream<CallLog.Entry> callsOn(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.key().filter(key::equals).isPresent());
    }

    private static List<CallLog.Entry> calls(KeyArn key) {
        return callsOn(key).toList();
    }

    /** The mutating calls that took effect, ours and others'. */
    private static List<String> effects(KeyArn key) {
        return callsOn(key)
                .filter(call -> call.errorCode().isEmpty())
                .map(call -> call.received().action())
                .filter(List.of("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion")::contains)
                .toList();
    }

    private static int fault(FaultKind kind, String action, Place place, Optional<KeyArn> key) {
        return standIn().addFault(FaultRule.of(kind, target(action, place, key)));
    }

    private static Target target(String action, Place place, Optional<KeyArn> key) {
        var target = Target.action(action).in(place);
        return key.map(target::key).orElse(target);
    }
}
