package dev.keysunset.browser;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Looks at pages with some browsers at the same time, and tells of each page as a test of its own. */
final class EveryPage {
    private static final int BROWSERS = 2;

    private final URI home;
    private final Queue<Look> unseen;
    private final Map<Look, CompletableFuture<Boolean>> seen = new LinkedHashMap<>();

    private EveryPage(URI home, List<Look> looks) {
        this.home = home;
        this.unseen = new ConcurrentLinkedQueue<>(looks);
        looks.forEach(look -> seen.put(look, new CompletableFuture<>()));
    }

    static Stream<DynamicTest> of(URI home, List<Look> looks) {
        var all = new EveryPage(home, looks);
        for (var i = 0; i < BROWSERS; i++) {
            Thread.ofPlatform().name("browser-" + i).start(all::look);
        }
        return all.seen.entrySet().stream()
                .map(look -> DynamicTest.dynamicTest(look.getKey().name(), () -> told(look.getValue())));
    }

    private void look() {
        try (var browser = Chromium.start()) {
            for (var look = unseen.poll(); look != null; look = unseen.poll()) {
                look(browser, look);
            }
        } catch (RuntimeException e) {
            seen.values().forEach(look -> look.completeExceptionally(e));
        }
    }

    private void look(Chromium browser, Look look) {
        var told = seen.getOrDefault(look, new CompletableFuture<>());
        try (var visitor = browser.visitor(home, look.person(), true)) {
            visitor.open(look.path());
            PageCheck.check(visitor.page(), look.name());
            visitor.hadNoTrouble();
            told.complete(true);
        } catch (RuntimeException | AssertionError e) {
            told.completeExceptionally(e);
        }
    }

    private static void told(CompletableFuture<Boolean> look) throws Throwable {
        try {
            look.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
