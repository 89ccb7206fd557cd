package dev.keysunset;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** One of several tests that live at the same time, each on a thread of its own. */
public record Story(String name, Telling telling) {
    /** What a test does. */
    public interface Telling {
        void tell() throws Exception;
    }

    public static Story story(String name, Telling telling) {
        return new Story(name, telling);
    }

    /**
     * Begins all of them. Not on virtual threads: Groovy, which REST Assured is written in, loads classes from native frames, which
     * pins the carrier, and as many stories as there are cores would wait for a lock whose holder is never run again.
     */
    public static Stream<DynamicTest> together(Story... stories) {
        var threads = Executors.newCachedThreadPool();
        return Stream.of(stories).map(story -> story.begun(threads)).toList().stream()
                .onClose(threads::close);
    }

    /** @param last is done whatever becomes of it */
    public Story ending(Runnable last) {
        return new Story(name, () -> {
            try {
                telling.tell();
            } finally {
                last.run();
            }
        });
    }

    private DynamicTest begun(ExecutorService threads) {
        Callable<Boolean> told = () -> {
            telling.tell();
            return true;
        };
        var running = threads.submit(told);
        return DynamicTest.dynamicTest(name, () -> {
            try {
                running.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }
}
