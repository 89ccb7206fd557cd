package dev.keysunset.startup;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What lives and ends with the service: other processes, and the system properties that lead it to them. They end after it,
 * so that its last step still reaches them.
 */
final class Companions implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Set<String> properties = new LinkedHashSet<>();

    synchronized void add(AutoCloseable companion) {
        open.push(companion);
    }

    /** Sets what nobody has configured; all of it is taken back at the end, because a live reload starts anew in the same JVM. */
    synchronized void lead(Map<String, String> values) {
        values.forEach((name, value) -> {
            if (ConfigProvider.getConfig().getOptionalValue(name, String.class).isEmpty()) {
                System.setProperty(name, value);
                properties.add(name);
            }
        });
    }

    /**
     * Ends the companions once the service has ended, however it is told to. A shutdown hook holds the JVM until then: it
     * would otherwise be gone as soon as the service is.
     */
    void endWithTheService() {
        var ended = new CountDownLatch(1);
        var before = ApplicationLifecycleManager.getDefaultExitCodeHandler();
        ApplicationLifecycleManager.setDefaultExitCodeHandler((code, failure) -> {
            close();
            ended.countDown();
            before.accept(code, failure);
        });
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("companions-end").unstarted(() -> awaitEnd(ended)));
    }

    private void awaitEnd(CountDownLatch ended) {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                close();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closing twice does nothing more. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
        properties.forEach(System::clearProperty);
        properties.clear();
    }

    private static void close(AutoCloseable companion) {
        try {
            companion.close();
        } catch (Exception e) {
            // The others must end all the same, and no logger is left to tell.
            System.err.println("Keysunset: " + companion.getClass().getSimpleName() + " did not end in order: " + e);
        }
    }
}
