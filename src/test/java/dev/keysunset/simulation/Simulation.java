package dev.keysunset.simulation;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs worlds, several at once: each of them has one thread that moves. */
final class Simulation {
    private Simulation() {}

    static World inAnyWeather(long seed) {
        return inhabited(new World(seed, Scene.drawn(seed), Weather.drawn(seed)));
    }

    static World inFineWeather(long seed) {
        return inhabited(new World(seed, Scene.drawn(seed).inWhichAllIsWell(), Weather.fine()));
    }

    static World inSuchWeather(long seed, Collection<Fault> faults) {
        return inhabited(new World(seed, Scene.drawn(seed), Weather.of(seed, faults)));
    }

    private static World inhabited(World world) {
        new Fleet(world).open();
        return world;
    }

    /**
     * @return the outcomes of all
     * @throws AssertionError with the story of a seed that breaks a law
     */
    static Outcomes run(LongStream seeds, LongFunction<World> worlds) {
        var outcomes = new Outcomes();
        run(seeds, worlds, outcomes::add);
        return outcomes;
    }

    /** @param learn is called from several threads */
    static void run(LongStream seeds, LongFunction<World> worlds, Consumer<World> learn) {
        var lanes = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);
        var broken = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = seeds.mapToObj(seed -> {
                        lanes.acquireUninterruptibly();
                        return threads.submit(() -> {
                            try {
                                if (!broken.get()) {
                                    learn.accept(run(worlds.apply(seed)));
                                }
                            } catch (AssertionError law) {
                                broken.set(true);
                                throw law;
                            } finally {
                                lanes.release();
                            }
                        });
                    })
                    .toList();
            all.forEach(Simulation::done);
        }
    }

    static World run(World world) {
        try {
            world.run();
            return world;
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nAgain: ./mvnw test -Dtest=SimulationTest -Dkeysunset.simulation.seed="
                            + world.seed + "\nThe story so far:\n" + world.story,
                    e);
        }
    }

    private static void done(Future<?> world) {
        try {
            world.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError law) {
                throw law;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
