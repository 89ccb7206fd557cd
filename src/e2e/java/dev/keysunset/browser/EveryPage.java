package dev.keysunset.browser;

import java.net.URI;
import java.util.LinkedHashMap;
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
    private final Queue<Map.Entry<String, String>> unseen;
    private final Map<String, CompletableFuture<Boolean>> looks = new LinkedHashMap<>();

    /** @param pages paths by the names of their pictures */
    private EveryPage(URI home, Map<String, String> pages) {
        this.home = home;
        this.unseen = new ConcurrentLinkedQueue<>(pages.entrySet());
        pages.keySet().forEach(name -> looks.put(name, new CompletableFuture<>()));
    }

    static Stream<DynamicTest> of(URI home, Map<String, String> pages) {
        var all = new EveryPage(home, pages);
        for (var i = 0; i < BROWSERS; i++) {
            Thread.ofPlatform().name("browser-" + i).start(all::look);
        }
        return all.looks.entrySet().stream()
                .map(look -> DynamicTest.dynamicTest(look.getKey(), () -> told(look.getValue())));
    }

    private void look() {
        try (var browser = Chromium.start();
                var visitor = browser.visitor(home, BrowserWorld.EVERYTHING, true)) {
            for (var page = unseen.poll(); page != null; page = unseen.poll()) {
                look(visitor, page.getKey(), page.getValue());
            }
        } catch (RuntimeException e) {
            looks.values().forEach(look -> look.completeExceptionally(e));
        }
    }

    private void look(Visitor visitor, String name, String path) {
        var look = looks.getOrDefault(name, new CompletableFuture<>());
        try {
            visitor.open(path);
            PageCheck.check(visitor.page(), name);
            visitor.hadNoTrouble();
            look.complete(true);
        } catch (RuntimeException | AssertionError e) {
            look.completeExceptionally(e);
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
