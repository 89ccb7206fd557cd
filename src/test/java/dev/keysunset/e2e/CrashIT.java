package dev.keysunset.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.scenario.FastWorld;
import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.CallLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The service dies with three calls on their way to AWS: in {@code DISABLING}, {@code SCHEDULING_DELETION}, {@code ROLLING_BACK}. */
class CrashIT {
    private static final Place PLACE = new Place(FastWorld.PAYMENTS, "us-east-1");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final List<ServiceProcess> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ServiceProcess::close);
    }

    @Test
    void goesOnWhereItWasKilledAndLosesNothing() {
        try (var aws = FastWorld.begin()) {
            var settings = new TreeMap<>(FastWorld.settings(aws.endpoint()));
            // A short lease, so that the fence of a held call is soon behind us: six seconds are two days here.
            settings.put("keysunset.retirement.lease", "PT6S");
            settings.put("keysunset.aws.call-timeout", "PT1.5S");
            settings.put("keysunset.aws.read-patience", "PT4S");
            // Half a minute without a service is ten days here, and an outage is not what this story is about.
            settings.put("keysunset.policies.standard.cancel-when-blind", "false");
            settings.put("keysunset.policies.standard.canary-required", "false");
            var first = start(settings);

            var disabling = idle(aws);
            var scheduling = idle(aws);
            var rollingBack = idle(aws);
            var heldDisable = hold(aws, "DisableKey", disabling);
            var heldSchedule = hold(aws, "ScheduleKeyDeletion", scheduling);
            var heldEnable = hold(aws, "EnableKey", rollingBack);

            var b = Journey.of(scheduling).disabled().hasReached("AWAITING_DELETION_APPROVAL");
            var c = Journey.of(rollingBack).disabled();
            var a = Journey.of(disabling).hasReached("AWAITING_DISABLE_APPROVAL");
            aws.use(rollingBack, KeyUse.by("arn:aws:iam::111122223333:role/payroll", "Decrypt"));
            a.approvedUntil(() -> aws.held(heldDisable) > 0, "DISABLE", "ann");
            b.approvedUntil(() -> aws.held(heldSchedule) > 0, "DELETE", "ann", "bob");
            await().atMost(Journey.PATIENCE).until(() -> aws.held(heldEnable) > 0);
            assertThat(Stream.of(a, b, c).map(Journey::state))
                    .containsExactly("DISABLING", "SCHEDULING_DELETION", "ROLLING_BACK");
            first.kill();

            aws.release(heldDisable);
            aws.release(heldEnable);
            var late = aws.clock().now().plus(Duration.ofDays(4));
            await().atMost(Journey.PATIENCE).until(() -> aws.clock().now().isAfter(late));
            aws.release(heldSchedule);
            assertThat(callsOn(aws, scheduling, "ScheduleKeyDeletion"))
                    .as("held past its lease")
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.errorCode()).contains("AccessDeniedException"));

            var second = start(settings);
            a.hasReached("OBSERVING");
            // Where its first look comes before the first polls, days without a watch send it back to its gate.
            b.approvedUntil(() -> b.states().contains("PENDING_DELETION"), "DELETE", "ann", "bob");
            c.until("ROLLED_BACK");
            assertThat(lastDone(aws, rollingBack)).isEqualTo("EnableKey");
            everyCallHasItsIntentAndEveryOutcomeItsCall(aws, List.of(a, b, c));
            second.stop();
        }
    }

    private ServiceProcess start(Map<String, String> settings) {
        var process = ServiceProcess.start(folder, settings);
        started.add(process);
        return process;
    }

    /** Nothing lost, nothing contradicted: AWS's log of calls against the effects in the database. */
    private static void everyCallHasItsIntentAndEveryOutcomeItsCall(StandIn aws, List<Journey> journeys) {
        var intents = new TreeSet<String>();
        var done = new TreeSet<String>();
        for (var journey : journeys) {
            intents.addAll(journey.read("effects").getList("items.id", String.class));
            done.addAll(journey.read("effects")
                    .getList("items.findAll { it.outcome.value == 'DONE' }.outcome.requestId", String.class));
        }
        var calls = aws.calls().stream()
                .filter(call -> call.session().orElse("").startsWith("keysunset."))
                .collect(Collectors.toMap(
                        call -> call.received().provenance().requestId(),
                        call -> call.session().orElseThrow().substring(10)));
        assertThat(intents).containsAll(calls.values());
        assertThat(calls.keySet()).containsAll(done);
    }

    private static KeyArn idle(StandIn aws) {
        return aws.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
    }

    private static int hold(StandIn aws, String action, KeyArn key) {
        return aws.addFault(FaultRule.of(FaultKind.HOLD, Target.action(action).key(key)));
    }

    private static List<CallLog.Entry> callsOn(StandIn aws, KeyArn key, String action) {
        return aws.calls().stream()
                .filter(call -> call.key().filter(key::equals).isPresent()
                        && call.received().action().equals(action))
                .toList();
    }

    private static String lastDone(StandIn aws, KeyArn key) {
        return aws.calls().stream()
                .filter(call -> call.key().filter(key::equals).isPresent()
                        && call.errorCode().isEmpty())
                .map(call -> call.received().action())
                .filter(Set.of("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion")::contains)
                .reduce((_, later) -> later)
                .orElse("none");
    }
}
