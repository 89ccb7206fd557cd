package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fault.Fault;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.Forecast;
import dev.keysunset.standin.fault.Mood;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** What goes wrong by chance. */
class WeatherTest extends StandInFixture {
    /** Those a client gets over without waiting. */
    private static final List<Fault> QUICK = List.of(
            FaultKind.THROTTLE,
            FaultKind.ERROR_500,
            FaultKind.ERROR_503,
            FaultKind.ACCESS_DENIED,
            FaultKind.RESET,
            FaultKind.LOST_ANSWER);

    @Test
    void givesTheSameFaultsForTheSameSeedAndCalls() {
        assertThat(faults(3)).isEqualTo(faults(3)).isNotEqualTo(faults(4));
    }

    @Test
    void drawsWhichKindsAreOn() {
        var kinds = LongStream.range(0, 8)
                .mapToObj(seed -> faults(seed).stream()
                        .filter(Predicate.not(String::isEmpty))
                        .distinct()
                        .toList())
                .toList();
        assertThat(kinds).allSatisfy(on -> assertThat(on).hasSizeLessThan(QUICK.size()));
        assertThat(kinds.stream().flatMap(List::stream).distinct()).hasSizeGreaterThan(3);
    }

    @Test
    void comesInEpisodes() {
        var faults = faults(3);
        assertThat(faults.subList(0, 20)).as("the calm before").contains("");
        assertThat(faults).contains("").anyMatch(fault -> !fault.isEmpty());
    }

    @Test
    void endsWhenToldSo() {
        standIn.weather(Optional.of(storm(3)));
        standIn.clock().advance(Duration.ofDays(1));
        standIn.weather(Optional.empty());
        assertThat(calls(standIn, clients)).containsOnly("");
    }

    /** What befell each of 200 calls, one every ten minutes. */
    private static List<String> faults(long seed) {
        try (var world = StandIn.start(options());
                var worldClients = new Clients(world)) {
            world.weather(Optional.of(storm(seed)));
            return calls(world, worldClients);
        }
    }

    private static Forecast storm(long seed) {
        return new Forecast(seed, QUICK, Target.ANY, Optional.of(Mood.STORM), Duration.ofHours(2));
    }

    private static List<String> calls(StandIn world, Clients worldClients) {
        var key = world.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)))
                .toString();
        var kms = worldClients.kms(ACCOUNT);
        var befallen = new ArrayList<String>();
        for (int call = 0; call < 200; call++) {
            world.clock().advance(Duration.ofMinutes(10));
            var failed = false;
            try {
                kms.describeKey(r -> r.keyId(key));
            } catch (SdkException e) {
                failed = true;
            }
            var fault = world.calls().getLast().fault().orElse("");
            assertThat(failed).isEqualTo(!fault.isEmpty());
            befallen.add(fault);
        }
        return befallen;
    }
}
