package dev.keysunset.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.scenario.FastWorld;
import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.CallLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The service is down while a deletion counts down: when it comes back, it cancels first and asks later. */
class OutageIT {
    private static final Place PLACE = new Place(FastWorld.PAYMENTS, "us-east-1");
    private static final Set<String> EFFECTS =
            Set.of("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final List<ServiceProcess> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ServiceProcess::close);
    }

    @Test
    void cancelsBeforeAnythingElseWhatNobodyWatched() {
        try (var aws = FastWorld.begin()) {
            var settings = new TreeMap<>(FastWorld.settings(aws.endpoint()));
            settings.put("keysunset.policies.standard.pending-window-in-days", "30");
            settings.put("keysunset.policies.standard.longest-blindness", "P5D");
            var first = start(settings);
            var key = aws.fleet()
                    .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
            var journey = Journey.of(key).pendingDeletion();
            first.stop();
            var before = aws.calls().size();
            aws.clock().advance(Duration.ofDays(6));

            var second = start(settings);
            journey.until("ROLLED_BACK");

            var since = aws.calls().subList(before, aws.calls().size());
            // It reads first; a canary, which changes nothing, may fall in between.
            assertThat(actions(since, key)).startsWith("DescribeKey");
            assertThat(since.stream().map(call -> call.received().action()).filter(EFFECTS::contains))
                    .startsWith("CancelKeyDeletion");
            assertThat(journey.read("timeline").getList("items.detail", String.class))
                    .anySatisfy(detail -> assertThat(detail).contains("CancelKeyDeletion"));
            second.stop();
        }
    }

    private ServiceProcess start(Map<String, String> settings) {
        var process = ServiceProcess.start(folder, settings);
        started.add(process);
        return process;
    }

    private static List<String> actions(List<CallLog.Entry> calls, KeyArn key) {
        return calls.stream()
                .filter(call -> call.key().equals(Optional.of(key)))
                .map(call -> call.received().action())
                .distinct()
                .toList();
    }
}
