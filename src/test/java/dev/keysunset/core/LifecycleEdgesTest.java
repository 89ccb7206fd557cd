package dev.keysunset.core;

import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.OPEN;
import static dev.keysunset.core.Given.PRIMARY;
import static dev.keysunset.core.Given.REPLICA;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.done;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.RetirementState.AwaitingDeletionApproval;
import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Disabling;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import dev.keysunset.core.RetirementState.Submitted;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every declared edge is taken for its declared cause, and there is no way into the dark: each state is reached and left. */
class LifecycleEdgesTest {
    private static final RetirementState WAITING = new AwaitingDisableApproval();
    private static final RetirementState DISABLING = new Disabling(SINCE);
    private static final RetirementState OBSERVING = new Observing(SINCE, OPEN);
    private static final RetirementState OBSERVED = new Observing(SINCE, CLOSED);
    private static final RetirementState DECIDING = new AwaitingDeletionApproval(SINCE, CLOSED);
    private static final RetirementState SCHEDULING = new SchedulingDeletion(SINCE, CLOSED);
    private static final RetirementState PENDING =
            new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.plus(Duration.ofDays(5))));
    private static final RetirementState DUE =
            new PendingDeletion(SINCE, CLOSED, Optional.of(NOW.minus(Duration.ofHours(3))));
    private static final RetirementState ROLLING = new RollingBack(SINCE, Cause.SIGHTING);

    @TestFactory
    Stream<DynamicTest> takesEveryDeclaredEdgeForItsCause() {
        return situations().entrySet().stream()
                .map(situation -> DynamicTest.dynamicTest(situation.getKey().toString(), () -> {
                    var edge = situation.getKey();
                    assertThat(situation.getValue().retirement().state().name()).isEqualTo(edge.from());
                    assertThat(situation.getValue().decided()).isInstanceOfSatisfying(Decision.Move.class, move -> {
                        assertThat(move.next().name()).isEqualTo(edge.to());
                        assertThat(move.cause()).isEqualTo(edge.cause());
                    });
                }));
    }

    @Test
    void hasASituationForEveryDeclaredEdge() {
        assertThat(situations().keySet()).containsExactlyInAnyOrderElementsOf(Transition.ALL);
    }

    @Test
    void reachesEveryStateFromSubmission() {
        assertThat(reachable(StateName.SUBMITTED)).containsExactlyInAnyOrder(StateName.values());
    }

    @Test
    void leadsFromEveryStateToAnEnd() {
        for (var state : StateName.values()) {
            assertThat(reachable(state)).as("ends from %s", state).anyMatch(StateName::terminal);
        }
    }

    @Test
    void leadsFromEveryStateWithATouchedKeyBackToUsability() {
        for (var state : EnumSet.of(
                StateName.DISABLING,
                StateName.OBSERVING,
                StateName.AWAITING_DELETION_APPROVAL,
                StateName.SCHEDULING_DELETION,
                StateName.PENDING_DELETION)) {
            assertThat(Transition.ALL)
                    .as("from %s", state)
                    .contains(new Transition(state, StateName.ROLLING_BACK, Cause.SIGHTING))
                    .contains(new Transition(state, StateName.ROLLING_BACK, Cause.DRIFT))
                    .contains(new Transition(state, StateName.ROLLING_BACK, Cause.ORDERED));
        }
    }

    private static Set<StateName> reachable(StateName from) {
        var seen = new TreeSet<StateName>(List.of(from));
        while (Transition.ALL.stream().anyMatch(edge -> seen.contains(edge.from()) && seen.add(edge.to()))) {
            // until nothing is added
        }
        return seen;
    }

    private static Map<Transition, Given> situations() {
        var all = new LinkedHashMap<Transition, Given>();
        beforeAnythingIsTouched(all);
        whileDisabling(all);
        whileObserving(all);
        atTheDeleteGate(all);
        whileScheduling(all);
        whilePending(all);
        onTheWayBack(all);
        return all;
    }

    private static void put(Map<Transition, Given> all, StateName to, Cause cause, Given given) {
        all.put(new Transition(given.retirement().state().name(), to, cause), given);
    }

    private static void beforeAnythingIsTouched(Map<Transition, Given> all) {
        put(all, StateName.AWAITING_DISABLE_APPROVAL, Cause.ASSESSED, in(new Submitted()));
        for (var state : List.of(new Submitted(), WAITING, DISABLING)) {
            put(all, StateName.REFUSED, Cause.BLOCKER, in(state).blocker());
            put(all, StateName.REFUSED, Cause.KEY_GONE, in(state).reading(KEY, new Reading.Absent<>()));
            put(all, StateName.REFUSED, Cause.DRIFT, in(state).key(KEY, KeyState.DISABLED));
            put(all, StateName.CANCELLED, Cause.CANCELLED, in(state).ordered(Order.Kind.CANCEL));
        }
        put(all, StateName.DISABLING, Cause.APPROVED, in(WAITING).approved(Gate.DISABLE, "ann"));
        put(
                all,
                StateName.CANCELLED,
                Cause.REJECTED,
                in(WAITING).decided(Gate.DISABLE, Approval.Choice.REJECT, "hash", "ann"));
    }

    private static void whileDisabling(Map<Transition, Given> all) {
        put(
                all,
                StateName.OBSERVING,
                Cause.CONFIRMED_DISABLED,
                in(DISABLING).key(KEY, KeyState.DISABLED).disabledByUs());
        put(
                all,
                StateName.AWAITING_DISABLE_APPROVAL,
                Cause.ASSESSMENT_CHANGED,
                in(DISABLING).decided(Gate.DISABLE, Approval.Choice.APPROVE, "other facts", "ann"));
        put(all, StateName.REFUSED, Cause.SIGHTING, in(DISABLING).sighted(KEY));
        put(all, StateName.ROLLING_BACK, Cause.SIGHTING, halfDisabled().sighted(REPLICA));
        put(all, StateName.ROLLING_BACK, Cause.DRIFT, halfDisabled().key(PRIMARY, KeyState.PENDING_DELETION));
        put(all, StateName.ROLLING_BACK, Cause.ORDERED, halfDisabled().ordered(Order.Kind.ROLLBACK));
        put(all, StateName.ROLLING_BACK, Cause.BLOCKER, halfDisabled().blocker());
        put(all, StateName.ROLLING_BACK, Cause.ASSESSMENT_CHANGED, halfDisabled());
    }

    private static Given halfDisabled() {
        return in(DISABLING)
                .family(KeyState.ENABLED, KeyState.DISABLED)
                .effect(new Effect.DisableKey(REPLICA), done(Duration.ofHours(1)));
    }

    private static void whileObserving(Map<Transition, Given> all) {
        put(
                all,
                StateName.AWAITING_DELETION_APPROVAL,
                Cause.WATCH_CLEAR,
                in(OBSERVED).disabledByUs().swept());
        put(
                all,
                StateName.OBSERVING,
                Cause.WINDOW_RESTARTED,
                in(OBSERVING).disabledByUs().ordered(Order.Kind.RESTART_WINDOW));
        put(
                all,
                StateName.OBSERVING,
                Cause.WINDOW_EXTENDED,
                in(OBSERVING).disabledByUs().ordered(Order.Kind.EXTEND_WINDOW));
        put(
                all,
                StateName.OBSERVING,
                Cause.WINDOW_OPENED,
                in(OBSERVING).disabledByUs().canariesSince(OPEN.opensAt().plus(Duration.ofMinutes(10))));
        put(
                all,
                StateName.OBSERVING,
                Cause.GAP_BEYOND_REPAIR,
                in(OBSERVING)
                        .disabledByUs()
                        .canariesMissing(
                                OPEN.opensAt().plus(Duration.ofHours(20)),
                                OPEN.opensAt().plus(Duration.ofHours(40))));
        alarms(
                all,
                in(OBSERVING).disabledByUs(),
                in(OBSERVING).disabledByUs(),
                in(OBSERVING).disabledByUs());
    }

    private static void alarms(Map<Transition, Given> all, Given sighted, Given drifted, Given ordered) {
        put(all, StateName.ROLLING_BACK, Cause.SIGHTING, sighted.sighted(KEY));
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.DRIFT,
                drifted.recorded("EnableKey", KEY, Duration.ofHours(3), Optional.empty()));
        put(all, StateName.ROLLING_BACK, Cause.ORDERED, ordered.ordered(Order.Kind.ROLLBACK));
    }

    private static void atTheDeleteGate(Map<Transition, Given> all) {
        put(
                all,
                StateName.SCHEDULING_DELETION,
                Cause.APPROVED,
                in(DECIDING).disabledByUs().approved(Gate.DELETE, "ann", "bob"));
        put(
                all,
                StateName.OBSERVING,
                Cause.WATCH_GAP,
                in(DECIDING).disabledByUs().readUntil(NOW.minus(Duration.ofHours(5))));
        put(
                all,
                StateName.OBSERVING,
                Cause.WINDOW_RESTARTED,
                in(DECIDING).disabledByUs().ordered(Order.Kind.RESTART_WINDOW));
        put(
                all,
                StateName.OBSERVING,
                Cause.WINDOW_EXTENDED,
                in(DECIDING).disabledByUs().ordered(Order.Kind.EXTEND_WINDOW));
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.REJECTED,
                in(DECIDING).disabledByUs().decided(Gate.DELETE, Approval.Choice.REJECT, "hash", "ann"));
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.BLOCKER,
                in(DECIDING).disabledByUs().blocker());
        alarms(
                all,
                in(DECIDING).disabledByUs(),
                in(DECIDING).disabledByUs(),
                in(DECIDING).disabledByUs());
    }

    private static void whileScheduling(Map<Transition, Given> all) {
        put(
                all,
                StateName.PENDING_DELETION,
                Cause.CONFIRMED_SCHEDULED,
                in(SCHEDULING).key(KEY, KeyState.PENDING_DELETION).scheduledByUs());
        put(
                all,
                StateName.OBSERVING,
                Cause.WATCH_GAP,
                in(SCHEDULING).disabledByUs().sweepFailed());
        put(
                all,
                StateName.AWAITING_DELETION_APPROVAL,
                Cause.ASSESSMENT_CHANGED,
                in(SCHEDULING).disabledByUs().swept());
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.BLOCKER,
                in(SCHEDULING).disabledByUs().swept().blocker());
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.ASSESSMENT_CHANGED,
                halfScheduled(5).swept());
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.BLIND_NEAR_DELETION,
                halfScheduled(1).readUntil(NOW.minus(Duration.ofHours(5))).troubled());
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.UNWATCHED_TOO_LONG,
                halfScheduled(5).readUntil(NOW.minus(Duration.ofHours(25))).troubled());
        alarms(
                all,
                in(SCHEDULING).disabledByUs(),
                in(SCHEDULING).disabledByUs(),
                in(SCHEDULING).disabledByUs());
    }

    private static Given halfScheduled(int daysLeft) {
        return in(SCHEDULING)
                .family(KeyState.DISABLED, KeyState.DISABLED)
                .key(REPLICA, KeyState.PENDING_DELETION, Optional.of(NOW.plus(Duration.ofDays(daysLeft))))
                .effect(new Effect.ScheduleKeyDeletion(REPLICA, 7), done(Duration.ofHours(1)));
    }

    private static void whilePending(Map<Transition, Given> all) {
        put(
                all,
                StateName.DELETED,
                Cause.DELETION_PROVEN,
                in(DUE).scheduledByUs()
                        .reading(KEY, new Reading.Absent<>())
                        .answering()
                        .recorded("DeleteKey", KEY, Duration.ofHours(1), Optional.empty()));
        put(
                all,
                StateName.PENDING_DELETION,
                Cause.DATE_CHANGED,
                in(PENDING)
                        .scheduledByUs()
                        .key(KEY, KeyState.PENDING_DELETION, Optional.of(NOW.plus(Duration.ofDays(6)))));
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.BLIND_NEAR_DELETION,
                in(PENDING)
                        .scheduledByUs()
                        .key(KEY, KeyState.PENDING_DELETION, Optional.of(NOW.plus(Duration.ofDays(1))))
                        .readUntil(NOW.minus(Duration.ofHours(5)))
                        .troubled());
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.UNWATCHED_TOO_LONG,
                in(PENDING).scheduledByUs().readUntil(NOW.minus(Duration.ofHours(25))));
        alarms(
                all,
                in(PENDING).scheduledByUs(),
                in(PENDING).scheduledByUs(),
                in(PENDING).scheduledByUs());
    }

    private static void onTheWayBack(Map<Transition, Given> all) {
        put(all, StateName.ROLLED_BACK, Cause.RESTORED, in(ROLLING).disabledByUs());
        put(all, StateName.DELETED, Cause.KEY_GONE, in(ROLLING).scheduledByUs().reading(KEY, new Reading.Absent<>()));
        put(
                all,
                StateName.ROLLING_BACK,
                Cause.LATE_EFFECT,
                in(new RolledBack(SINCE, Cause.SIGHTING))
                        .key(KEY, KeyState.PENDING_DELETION)
                        .effect(new Effect.ScheduleKeyDeletion(KEY, 7), new EffectRecord.Outcome.Unknown())
                        .recorded("ScheduleKeyDeletion", KEY, Duration.ofMinutes(5), Optional.of(new UUID(1, 1))));
    }
}
