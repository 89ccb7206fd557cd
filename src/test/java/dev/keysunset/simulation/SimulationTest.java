package dev.keysunset.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keysunset.core.StateName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The four laws over a thousand seeds of weather, and what the service is good for when the weather is fine. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("keysunset.simulation.seeds", 1000);

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
    void keepsTheLawsInEveryWeather() {
        var laws = worlds(seeds(), seed -> Options.drawn(new Chance(seed, "options")), world -> world.laws);
        // A simulation in which nothing dangerous happens proves nothing.
        assertThat(laws.stream().mapToInt(law -> law.schedules).sum())
                .as("schedulings")
                .isPositive();
        assertThat(laws.stream().mapToInt(law -> law.rollbacks).sum())
                .as("enablings")
                .isPositive();
        assertThat(laws.stream().mapToInt(law -> law.destroyed).sum())
                .as("destructions")
                .isPositive();
    }

    @Test
    void deletesWhatNobodyNeedsWhenTheWeatherIsFine() {
        var idle = worlds(LongStream.range(0, SEEDS / 10), _ -> Options.CALM, SimulationTest::endsOfIdleKeys).stream()
                .flatMap(List::stream)
                .toList();
        var deleted = idle.stream().filter(StateName.DELETED::equals).count();
        assertThat(deleted).as("of %d idle retirements", idle.size()).isGreaterThanOrEqualTo(idle.size() * 95L / 100);
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        assertThat(fingerprints()).isEqualTo(fingerprints());
    }

    private static List<Integer> fingerprints() {
        return worlds(
                LongStream.range(0, 20),
                seed -> Options.drawn(new Chance(seed, "options")),
                world -> world.story.fingerprint());
    }

    private static List<StateName> endsOfIdleKeys(World world) {
        return world.store.rows.values().stream()
                .filter(row -> row.retirement.members().stream()
                        .allMatch(member -> world.aws.key(member.keyArn()).uses.isEmpty()))
                .map(row -> row.state().name())
                .toList();
    }

    /** Several worlds at once keep the cores busy while each of them hands its baton over. */
    private static <T> List<T> worlds(LongStream seeds, LongFunction<Options> options, Function<World, T> learned) {
        var lanes = new Semaphore(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return seeds
                    .mapToObj(seed -> threads.submit(() -> {
                        lanes.acquireUninterruptibly();
                        try {
                            return learned.apply(run(seed, options.apply(seed)));
                        } finally {
                            lanes.release();
                        }
                    }))
                    .toList()
                    .stream()
                    .map(SimulationTest::result)
                    .toList();
        }
    }

    private static <T> T result(Future<T> world) {
        try {
            return world.get();
        } catch (ExecutionException e) {
            return fail(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static LongStream seeds() {
        var only = Long.getLong("keysunset.simulation.seed");
        return only == null ? LongStream.range(0, SEEDS) : LongStream.of(only);
    }

    private static World run(long seed, Options options) {
        var world = new World(seed, options);
        try {
            new Fleet(world).open();
            world.people.open();
            var storm = World.START.plus(Duration.ofDays(World.STORMY_DAYS));
            world.runUntil(storm);
            world.healed = true;
            world.runUntil(storm.plus(Duration.ofDays(45)));
            world.laws.holdAtTheEnd();
            return world;
        } catch (AssertionError | RuntimeException e) {
            return fail("seed " + seed + ": " + e + "\nThe story so far:\n" + world.story, e);
        }
    }
}
