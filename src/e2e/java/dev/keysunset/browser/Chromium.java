package dev.keysunset.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A browser that the machine has installed. Belongs to the thread that starts it. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of(System.getProperty("keysunset.browser", "/usr/bin/chromium"));

    /** Alone in the world, and also where it may build itself no sandbox, as in a container. */
    private static final List<String> ALONE = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(ALONE));
        return new Chromium(playwright, browser);
    }

    /** @param scripts whether scripts run in the pages */
    Visitor visitor(URI home, String person, boolean scripts) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(home.toString())
                .setHttpCredentials(person, person)
                .setColorScheme(ColorScheme.LIGHT)
                // Colours that are still on their way have another contrast than where they arrive.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1280, 900)
                .setJavaScriptEnabled(scripts));
        return new Visitor(context, home, scripts);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
