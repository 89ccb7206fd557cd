package dev.keysunset;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Stories that live at the same time by a clock that stands still. It moves when all of them wait, to the moment that the first
 * of them waits for: together they take as long as the longest, and none of them can tell that it is not alone.
 */
public final class SideBySide {
    private final InstantSource clock;
    private final Consumer<Duration> live;
    private final PriorityQueue<Instant> awaited = new PriorityQueue<>();
    private Optional<Throwable> trouble = Optional.empty();

    /** Who does not wait. A test without stories is one. */
    private int busy = 1;

    /** @param live moves the clock by so much, and has the service do what is due by then */
    public SideBySide(InstantSource clock, Consumer<Duration> live) {
        this.clock = clock;
        this.live = live;
    }

    /** Begins all of them. */
    public Stream<DynamicTest> tell(Story... stories) {
        set(stories.length);
        var leaving = Stream.of(stories).map(story -> story.ending(this::leave)).toArray(Story[]::new);
        return Story.together(leaving).onClose(() -> set(1));
    }

    /** Waits until so much time has passed for everybody. */
    public synchronized void pass(Duration time) {
        var until = clock.instant().plus(time);
        awaited.add(until);
        busy--;
        moveOn();
        try {
            while (clock.instant().isBefore(until) && trouble.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (trouble.isPresent()) {
            throw new AssertionError("time could not pass", trouble.get());
        }
    }

    private synchronized void leave() {
        busy--;
        moveOn();
    }

    private synchronized void set(int stories) {
        busy = stories;
    }

    private void moveOn() {
        if (busy > 0 || awaited.isEmpty()) {
            return;
        }
        try {
            live.accept(Duration.between(clock.instant(), awaited.element()));
        } catch (RuntimeException | Error e) {
            trouble = Optional.of(e);
        }
        while (!awaited.isEmpty() && !awaited.element().isAfter(clock.instant())) {
            awaited.remove();
            busy++;
        }
        notifyAll();
    }
}
