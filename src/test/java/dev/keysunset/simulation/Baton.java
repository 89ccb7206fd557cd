package dev.keysunset.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets one replica move at a time. Each runs on a thread of its own, but only the one that holds the baton goes on; at every
 * port call the seed decides whether it keeps the baton, hands it over, is paused, or dies.
 */
final class Baton {
    private final World world;
    private final Semaphore scheduler = new Semaphore(0);

    Baton(World world) {
        this.world = world;
    }

    /** The work of one replica between two ticks of the scheduler. */
    final class Runner {
        final String replica;
        private final Semaphore go = new Semaphore(0);
        private final Thread thread;
        Instant pausedUntil = Instant.MIN;
        boolean done;

        @Nullable
        Throwable failure;

        Runner(String replica, Runnable work) {
            this.replica = replica;
            this.thread = Thread.ofVirtual().unstarted(() -> {
                go.acquireUninterruptibly();
                try {
                    work.run();
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    done = true;
                    scheduler.release();
                }
            });
            thread.start();
        }

        /** Called by the scheduler: hands the baton over and waits to get it back. */
        void goOn() {
            world.moving = this;
            go.release();
            scheduler.acquireUninterruptibly();
            world.moving = null;
        }

        private void handOver() {
            scheduler.release();
            go.acquireUninterruptibly();
        }
    }

    /** The port as a replica sees it: before and after every call something may happen. */
    <T> T between(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var name = port.getSimpleName() + "." + method.getName();
                    point("before " + name);
                    try {
                        var answer = method.invoke(real, arguments);
                        point("after " + name);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void point(String where) {
        var runner = world.moving;
        if (runner == null || world.healed) {
            return;
        }
        if (world.weather.in(world.options.crash())) {
            world.story.tell(runner.replica, "dies " + where);
            throw new Crash();
        }
        if (world.weather.in(world.options.pause())) {
            var length = world.weather.in(0.5) ? world.weather.upTo(World.LEASE) : world.weather.upTo(World.LONG_PAUSE);
            world.story.tell(runner.replica, "is paused for " + length + " " + where);
            runner.pausedUntil = world.now.plus(length);
            runner.handOver();
        } else if (world.weather.in(0.1)) {
            runner.handOver();
        }
    }
}
