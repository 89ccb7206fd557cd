package dev.keysunset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.StateName;
import dev.keysunset.core.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The laws over ten thousand seeds of weather, and what the service is good for when the weather is fine. */
@Tag("compute")
@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("keysunset.simulation.seeds", 10_000);
    private static final long FIRST = Long.getLong("keysunset.simulation.first", 0);
    private static final Path REPORT = Path.of("target", "simulation.txt");

    /** Held while the weather makes thousands of steps fail on purpose: a failing seed tells its own story. */
    private static final Logger SERVICE = Logger.getLogger("dev.keysunset");

    @BeforeAll
    static void silenceTheService() {
        SERVICE.setLevel(Level.OFF);
    }

    @AfterAll
    static void letItSpeakAgain() {
        SERVICE.setLevel(null);
    }

    @Test
    void keepsTheLawsInEveryWeather() throws IOException {
        var only = Long.getLong("keysunset.simulation.seed");
        if (only != null) {
            Simulation.run(Simulation.inAnyWeather(only));
            return;
        }
        var outcomes = Simulation.run(LongStream.range(FIRST, FIRST + SEEDS), Simulation::inAnyWeather);
        Files.writeString(REPORT, outcomes.toString());
        for (var fault : Fault.values()) {
            assertThat(outcomes.struck(fault)).as("%s struck", fault).isPositive();
        }
        for (var end : Set.of(StateName.DELETED, StateName.ROLLED_BACK, StateName.REFUSED, StateName.CANCELLED)) {
            assertThat(Transition.ALL.stream().filter(edge -> edge.to() == end).mapToInt(outcomes::taken))
                    .as("ways to %s", end)
                    .anyMatch(count -> count > 0);
        }
    }

    @Test
    void deletesWhatNobodyNeedsWhenTheWeatherIsFine() {
        var outcomes = Simulation.run(LongStream.range(FIRST, FIRST + SEEDS / 40), Simulation::inFineWeather);

        assertThat(outcomes.idleDeleted())
                .as("of %d idle retirements", outcomes.idle())
                .isGreaterThanOrEqualTo(outcomes.idle() * 95 / 100);
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed += 100) {
            assertThat(fingerprint(seed)).as("seed %d", seed).isEqualTo(fingerprint(seed));
        }
    }

    private static long fingerprint(long seed) {
        return Simulation.run(Simulation.inAnyWeather(seed)).story.fingerprint();
    }
}
