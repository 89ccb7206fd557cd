package dev.keysunset.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets one replica move at a time. Whichever thread carries the baton runs the world and, within it, the replicas' work. A
 * replica that is to be interrupted keeps its thread, stack and all, and a new thread carries the baton on: what is not
 * interrupted costs no switch of threads.
 */
final class Baton {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(20);
    private static final Duration LONGEST_FREEZE = Duration.ofHours(6);

    private final World world;
    private final Chance turn;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean over;

    /** The replica that is at work now. */
    @Nullable
    Runner moving;

    Baton(World world) {
        this.world = world;
        this.turn = new Chance(world.seed, "interleaving");
    }

    /** The work of one replica between two ticks of its scheduler. */
    final class Runner {
        final String replica;
        private final Semaphore go = new Semaphore(0);
        Instant pausedUntil = Instant.MIN;

        Runner(String replica) {
            this.replica = replica;
        }

        private void interrupted() {
            moving = null;
            Thread.ofVirtual().start(Baton.this::carry);
            go.acquireUninterruptibly();
            if (over) {
                throw new Crash();
            }
            moving = this;
        }

        /** The caller's thread has carried the baton here and has nothing more to do. */
        void resume() {
            go.release();
        }
    }

    /** Runs the world to its end. */
    void run() {
        Thread.ofVirtual().start(this::carry);
        try {
            end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error law) {
                throw law;
            }
            throw new AssertionError("the simulation itself failed", e.getCause());
        } finally {
            over = true;
            world.replicas.forEach(Replica::release);
        }
    }

    private void carry() {
        try {
            while (!over && !world.ended()) {
                if (!world.turn()) {
                    return;
                }
            }
            end.complete(null);
        } catch (Crash e) {
            // Released after the end.
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    boolean over() {
        return over;
    }

    /** The port as a replica sees it: before and after every call something may happen. */
    <T> T between(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    point("before", port, method.getName());
                    try {
                        var answer = method.invoke(real, arguments);
                        point("after", port, method.getName());
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void point(String when, Class<?> port, String method) {
        var runner = moving;
        if (runner == null || world.healed()) {
            return;
        }
        if (world.weather.strikes(Fault.CRASH)) {
            world.story.tell(runner.replica, "dies " + place(when, port, method));
            throw new Crash();
        }
        if (world.weather.strikes(Fault.PAUSE)) {
            var chance = world.weather.of(Fault.PAUSE);
            pause(runner, chance.upTo(chance.in(0.5) ? World.LEASE : LONGEST_PAUSE), place(when, port, method));
        } else if (world.weather.strikes(Fault.FREEZE)) {
            pause(runner, world.weather.lasting(Fault.FREEZE, LONGEST_FREEZE), place(when, port, method));
        } else if (world.scene.replicas() > 1
                && turn.in(world.scene.course().interleaving())
                && world.othersCouldMove(runner)) {
            runner.interrupted();
        }
    }

    private void pause(Runner runner, Duration length, String place) {
        world.story.tell(runner.replica, "is paused for " + length + " " + place);
        runner.pausedUntil = world.now.plus(length);
        runner.interrupted();
    }

    private static String place(String when, Class<?> port, String method) {
        return when + " " + port.getSimpleName() + "." + method;
    }
}
